package dev.matchmill.jobs.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A piece of HTML with {@code {{places}}} to fill. */
public record Template(String name, String html) {

    private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");

    /** Reads one that ships on the class path, such as {@code /shortlist/report.html}. */
    public static Template shipped(String name) {
        try (InputStream in = Template.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not on the class path");
            }
            return new Template(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    /**
     * Fills all places in one pass, so that braces in a value stay text.
     *
     * @throws IllegalStateException when a place has no value
     */
    public Markup fill(Map<String, Markup> values) {
        return new Markup(PLACE.matcher(html).replaceAll(place -> value(place.group(1), values)));
    }

    private String value(String place, Map<String, Markup> values) {
        Markup value = values.get(place);
        if (value == null) {
            throw new IllegalStateException(name + " has a place without a value: " + place);
        }
        return Matcher.quoteReplacement(value.html());
    }
}
