package dev.matchmill.jobs.erase;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The fields of an object in a certificate, which has exactly these and of exactly these kinds. */
record CertificateFields(Map<?, ?> map) {

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    /** It is no certificate of this program. */
    static final class MalformedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        MalformedException(String field, String expected) {
            super("'" + field + "' is not " + expected);
        }
    }

    String text(String name) {
        return map.get(name) instanceof String text ? text : refuse(name, "a text");
    }

    @Nullable String textOrNull(String name) {
        return map.get(name) == null ? null : text(name);
    }

    long number(String name) {
        return map.get(name) instanceof Number number
                        && (number instanceof Long || number instanceof Integer)
                ? number.longValue()
                : refuse(name, "a whole number");
    }

    @Nullable Long numberOrNull(String name) {
        return map.get(name) == null ? null : Long.valueOf(number(name));
    }

    String hash(String name) {
        String text = text(name);
        return HASH.matcher(text).matches() ? text : refuse(name, "a hash");
    }

    @Nullable String hashOrNull(String name) {
        return map.get(name) == null ? null : hash(name);
    }

    Instant instant(String name) {
        try {
            return Instant.parse(text(name));
        } catch (DateTimeException _) {
            return refuse(name, "an instant");
        }
    }

    @Nullable Instant instantOrNull(String name) {
        return map.get(name) == null ? null : instant(name);
    }

    CertificateFields object(String name) {
        return map.get(name) instanceof Map<?, ?> inner
                ? new CertificateFields(inner)
                : refuse(name, "an object");
    }

    List<CertificateFields> objects(String name) {
        if (!(map.get(name) instanceof List<?> list)) {
            return refuse(name, "a list");
        }
        return list.stream()
                .map(item ->
                        item instanceof Map<?, ?> inner
                                ? new CertificateFields(inner)
                                : CertificateFields.<CertificateFields>refuse(
                                        name, "a list of objects"))
                .toList();
    }

    private static <T> T refuse(String name, String expected) {
        throw new MalformedException(name, expected);
    }
}
