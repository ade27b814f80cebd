package dev.matchmill.readers.application;

import dev.matchmill.migrations.type.ApplicationSource;
import dev.matchmill.migrations.type.RejectionReason;
import dev.matchmill.readers.posting.FeedFields;
import dev.matchmill.readers.posting.FeedLine;
import dev.matchmill.readers.posting.FeedRecords;
import dev.matchmill.readers.posting.FeedValueException;
import dev.matchmill.readers.posting.FeedValues;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Applications out of a manifest: CSV, JSON lines or a JSON array; columns: see the README. */
public final class ManifestFeed {

    private static final int MAX_LENGTH = 1_000;
    private static final int MAX_REFERENCE = 255;
    private static final Pattern EMAIL =
            Pattern.compile("[^@\\s<>,;\"]+@[^@\\s<>,;\"]+\\.[^@\\s.<>,;\"]+");
    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*");

    private ManifestFeed() {}

    /**
     * The entries in file order. The caller closes the stream.
     *
     * @throws dev.matchmill.readers.posting.FeedException when the file can't be read as a whole
     */
    public static Stream<FeedLine<ManifestEntry>> open(Path file) {
        return FeedRecords.open(file).map(ManifestFeed::entry);
    }

    /**
     * The entries of a manifest that is no file of its own, in its order. The caller closes the
     * stream.
     *
     * @param name what messages call it
     * @throws dev.matchmill.readers.posting.FeedException when it can't be read as a whole
     */
    public static Stream<FeedLine<ManifestEntry>> open(InputStream manifest, String name) {
        return FeedRecords.open(manifest, name).map(ManifestFeed::entry);
    }

    private static FeedLine<ManifestEntry> entry(FeedLine<FeedFields> line) {
        return switch (line) {
            case FeedLine.Bad<FeedFields>(var number, var reason, var message) ->
                    new FeedLine.Bad<>(number, reason, message);
            case FeedLine.Good<FeedFields>(var number, var fields) -> {
                try {
                    yield new FeedLine.Good<>(number, entry(fields));
                } catch (FeedValueException wrong) {
                    yield new FeedLine.Bad<>(
                            number, RejectionReason.INVALID_RECORD, wrong.getMessage());
                }
            }
        };
    }

    private static ManifestEntry entry(FeedFields fields) throws FeedValueException {
        String applied = value(fields, "applied_at", "applied", "date");
        String source = value(fields, "source", "channel");
        return new ManifestEntry(
                file(value(fields, "file", "document", "resume", "path")),
                posting(value(fields, "posting", "job", "external_ref", "ref")),
                email(value(fields, "email", "candidate_email", "applicant_email")),
                source == null
                        ? null
                        : FeedValues.constant("source", source, ApplicationSource.class, Map.of()),
                applied == null ? null : FeedValues.instant("applied_at", applied));
    }

    private static @Nullable String posting(@Nullable String reference) throws FeedValueException {
        if (reference != null && reference.length() > MAX_REFERENCE) {
            throw new FeedValueException(
                    "posting", "is longer than " + MAX_REFERENCE + " characters");
        }
        return reference;
    }

    private static @Nullable String value(FeedFields fields, String... names)
            throws FeedValueException {
        String value = fields.first(List.of(names)).orElse(null);
        if (value != null && value.chars().anyMatch(ManifestFeed::isNoText)) {
            throw new FeedValueException(names[0], "holds control characters");
        }
        if (value != null && value.length() > MAX_LENGTH) {
            throw new FeedValueException(names[0], "is longer than " + MAX_LENGTH + " characters");
        }
        return value;
    }

    // Neither a database nor a file name takes them; a lone surrogate is no character.
    private static boolean isNoText(int c) {
        return Character.isISOControl(c) && c != '\t';
    }

    /** Normalized by hand, not by the file system: the same on each platform. */
    private static String file(@Nullable String raw) throws FeedValueException {
        if (raw == null) {
            throw new FeedValueException("file", "is missing");
        }
        String path = raw.replace('\\', '/');
        if (path.startsWith("/") || DRIVE.matcher(path).matches()) {
            throw new FeedValueException("file", "must be relative to the source folder");
        }
        List<String> parts = new ArrayList<>();
        for (String part : path.split("/", -1)) {
            if (part.equals("..")) {
                throw new FeedValueException("file", "must not lead out of the source folder");
            }
            if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        if (parts.isEmpty() || path.indexOf('\0') >= 0) {
            throw new FeedValueException("file", "must name a file");
        }
        return String.join("/", parts);
    }

    private static @Nullable String email(@Nullable String raw) throws FeedValueException {
        if (raw == null) {
            return null;
        }
        if (raw.length() > 254 || !EMAIL.matcher(raw).matches()) {
            throw new FeedValueException("email", "must be an e-mail address");
        }
        return raw.toLowerCase(Locale.ROOT);
    }
}
