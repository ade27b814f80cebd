package dev.matchmill.migrations;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of constraints.txt: what a check constraint refuses.
 *
 * @param owner table with its schema, or domain
 * @param constraint the check constraint's name
 * @param change assignments to the table's sample row, or a value of the domain
 */
record ConstraintCase(boolean isDomain, String owner, String constraint, String change) {

    private static final Pattern LINE = Pattern.compile("(domain )?(\\S+) (\\S+): (.+)");

    /** Every line of the resource. */
    static List<ConstraintCase> all() {
        try (InputStream in =
                Objects.requireNonNull(
                        ConstraintCase.class.getResourceAsStream("constraints.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(ConstraintCase::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ConstraintCase of(String line) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            throw new IllegalStateException("not a case: " + line);
        }
        boolean isDomain = parts.group(1) != null;
        String owner = parts.group(2);
        return new ConstraintCase(
                isDomain,
                isDomain || owner.contains(".") ? owner : "public." + owner,
                parts.group(3),
                parts.group(4));
    }

    /** Owner and constraint as the catalogue names them. */
    String name() {
        return owner + " " + constraint;
    }
}
