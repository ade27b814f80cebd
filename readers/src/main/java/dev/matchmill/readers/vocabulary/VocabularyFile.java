package dev.matchmill.readers.vocabulary;

import dev.matchmill.migrations.type.RejectionReason;
import dev.matchmill.readers.posting.FeedException;
import dev.matchmill.readers.posting.FeedFields;
import dev.matchmill.readers.posting.FeedLine;
import dev.matchmill.readers.posting.FeedRecords;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A file of terms, read as a stream.
 *
 * @param language ISO 639 code of its names
 */
public record VocabularyFile(Path path, VocabularyFormat format, String language) {

    /** Records that are looked at for one that shows the format. */
    private static final int LOOKED_AT = 100;

    // skills_de.csv, occupations_en.csv
    private static final Pattern LANGUAGE = Pattern.compile("_([a-z]{2})\\.[a-z]{3}$");

    /**
     * Recognizes a file by its columns and the language by its name, English where it says none.
     *
     * @throws FeedException when it can't be read or is no vocabulary that is known
     */
    public static VocabularyFile recognize(Path path) {
        return new VocabularyFile(path, format(path), languageOf(path).orElse("en"));
    }

    /** The same file whose names are in another language. */
    public VocabularyFile in(String other) {
        return new VocabularyFile(path, format, other);
    }

    private static VocabularyFormat format(Path path) {
        try (Stream<FeedLine<FeedFields>> lines = FeedRecords.open(path)) {
            return lines.limit(LOOKED_AT)
                    .flatMap(line -> recognized(line).stream())
                    .findFirst()
                    .orElseThrow(() ->
                            new FeedException(
                                    "The file "
                                            + path
                                            + " has the columns of no vocabulary that is"
                                            + " known (ESCO, O*NET, linguist)."));
        }
    }

    private static Optional<VocabularyFormat> recognized(FeedLine<FeedFields> line) {
        return switch (line) {
            case FeedLine.Good<FeedFields>(long _, FeedFields fields) ->
                    VocabularyFormat.of(fields);
            case FeedLine.Bad<FeedFields> _ -> Optional.empty();
        };
    }

    private static Optional<String> languageOf(Path path) {
        Matcher named = LANGUAGE.matcher(path.getFileName().toString().toLowerCase(Locale.ROOT));
        return named.find() ? Optional.of(named.group(1)) : Optional.empty();
    }

    /** The terms in file order. The caller closes the stream. */
    public Stream<FeedLine<VocabularyTerm>> terms() {
        return FeedRecords.open(path).map(this::term);
    }

    private FeedLine<VocabularyTerm> term(FeedLine<FeedFields> line) {
        return switch (line) {
            case FeedLine.Bad<FeedFields>(long number, var reason, String message) ->
                    new FeedLine.Bad<>(number, reason, message);
            case FeedLine.Good<FeedFields>(long number, FeedFields fields) -> {
                try {
                    yield new FeedLine.Good<>(number, format.read(fields));
                } catch (UnusableTermException unusable) {
                    yield new FeedLine.Bad<>(
                            number,
                            RejectionReason.INVALID_RECORD,
                            String.valueOf(unusable.getMessage()));
                }
            }
        };
    }
}
