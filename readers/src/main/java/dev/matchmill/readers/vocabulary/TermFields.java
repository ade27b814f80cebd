package dev.matchmill.readers.vocabulary;

import dev.matchmill.readers.posting.FeedFields;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Values of one record of a vocabulary, bounded and without what only explains them. */
final class TermFields {

    /** The longest labels of ESCO 1.2 have some 150 characters. */
    static final int LONGEST_NAME = 300;

    private static final Pattern QUALIFIER = Pattern.compile("^(.{1,290}?)\\s*\\([^()]{1,280}\\)$");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Cntrl}\\u00A0]+");

    private final FeedFields fields;

    TermFields(FeedFields fields) {
        this.fields = fields;
    }

    /**
     * The value of a column, blanks made single.
     *
     * @throws UnusableTermException when there is none or it is too long
     */
    String needed(String column) {
        String value = fields.first(List.of(column)).map(TermFields::plain).orElse("");
        if (value.isEmpty()) {
            throw new UnusableTermException(column + " is missing");
        }
        if (value.length() > LONGEST_NAME) {
            throw new UnusableTermException(
                    column + " has more than " + LONGEST_NAME + " characters");
        }
        return value;
    }

    String optional(String column) {
        return fields.first(List.of(column)).map(TermFields::plain).orElse("");
    }

    /** The parts of a column, without empty ones and those that are too long to be names. */
    List<String> parts(String column, String separator) {
        List<String> parts = new ArrayList<>();
        for (String part : fields.first(List.of(column)).orElse("").split(separator, -1)) {
            String plain = plain(part);
            if (!plain.isEmpty() && plain.length() <= LONGEST_NAME) {
                parts.add(plain);
            }
        }
        return parts;
    }

    /** Each name once; one with an explanation, "Python (computer programming)", also without. */
    static List<String> names(List<String> spellings) {
        Set<String> names = new LinkedHashSet<>(spellings);
        for (String spelling : spellings) {
            var qualified = QUALIFIER.matcher(spelling);
            if (qualified.matches()) {
                names.add(qualified.group(1));
            }
        }
        return List.copyOf(names);
    }

    private static String plain(String value) {
        return BLANKS.matcher(value).replaceAll(" ").strip();
    }
}
