package dev.matchmill.migrations;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the comment of an index claims, in the form that V022 tells.
 *
 * @param isPrimaryKey it holds the primary key
 * @param isUnique it holds a rule of uniqueness
 * @param foreignKey the column of the foreign key that it serves
 * @param readers names of statements in readers.sql
 */
record IndexComment(
        boolean isPrimaryKey, boolean isUnique, Optional<String> foreignKey, List<String> readers) {

    private static final Pattern FORM =
            Pattern.compile(
                    "(Primary key)?(Unique: [^;]+)?(?:(?:; |^)Foreign key (\\w+))?"
                            + "(?:(?:; |^)Reads ([A-Z]\\d+(?:, [A-Z]\\d+)*)(?:: [^;]+)?)?");

    /** The claims of a comment; empty for no comment and for one that has another form. */
    static Optional<IndexComment> parse(@Nullable String comment) {
        Matcher matcher = FORM.matcher(comment == null ? "" : comment);
        if (comment == null || comment.isEmpty() || !matcher.matches()) {
            return Optional.empty();
        }
        List<String> readers = new ArrayList<>();
        if (matcher.group(4) != null) {
            readers.addAll(List.of(matcher.group(4).split(", ", -1)));
        }
        return Optional.of(
                new IndexComment(
                        matcher.group(1) != null,
                        matcher.group(2) != null,
                        Optional.ofNullable(matcher.group(3)),
                        readers));
    }
}
