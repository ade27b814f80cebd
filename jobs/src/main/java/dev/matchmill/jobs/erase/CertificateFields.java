package dev.matchmill.jobs.erase;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
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
        if (map.get(name) instanceof String text) {
            return text;
        }
        throw new MalformedException(name, "a text");
    }

    @Nullable String textOrNull(String name) {
        return map.get(name) == null ? null : text(name);
    }

    long number(String name) {
        Object value = map.get(name);
        if (value instanceof Integer || value instanceof Long) {
            return ((Number) value).longValue();
        }
        throw new MalformedException(name, "a whole number");
    }

    @Nullable Long numberOrNull(String name) {
        return map.get(name) == null ? null : Long.valueOf(number(name));
    }

    String hash(String name) {
        String text = text(name);
        if (HASH.matcher(text).matches()) {
            return text;
        }
        throw new MalformedException(name, "a hash");
    }

    @Nullable String hashOrNull(String name) {
        return map.get(name) == null ? null : hash(name);
    }

    Instant instant(String name) {
        try {
            return Instant.parse(text(name));
        } catch (DateTimeException _) {
            throw new MalformedException(name, "an instant");
        }
    }

    @Nullable Instant instantOrNull(String name) {
        return map.get(name) == null ? null : instant(name);
    }

    CertificateFields object(String name) {
        if (map.get(name) instanceof Map<?, ?> inner) {
            return new CertificateFields(inner);
        }
        throw new MalformedException(name, "an object");
    }

    List<CertificateFields> objects(String name) {
        if (!(map.get(name) instanceof List<?> list)) {
            throw new MalformedException(name, "a list");
        }
        List<CertificateFields> objects = new ArrayList<>();
        for (Object item : list) {
            if (!(item instanceof Map<?, ?> inner)) {
                throw new MalformedException(name, "a list of objects");
            }
            objects.add(new CertificateFields(inner));
        }
        return objects;
    }
}
