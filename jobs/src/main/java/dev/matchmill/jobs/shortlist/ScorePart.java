package dev.matchmill.jobs.shortlist;

import dev.matchmill.jobs.report.Markup;
import java.util.Arrays;
import java.util.Locale;

/** A part of the score as the report shows it: word, letter in the bar, and what it means. */
enum ScorePart {
    SEMANTIC(
            "Semantic fit",
            'S',
            "semantic",
            "How near the resume as a whole is to the posting’s text"),
    REQUIRED_SKILLS("Required skills", 'R', "required", "Share of the required skills found"),
    PREFERRED_SKILLS("Preferred skills", 'P', "preferred", "Share of the preferred skills found"),
    EXPERIENCE("Experience", 'E', "experience", "Years in work against what the posting asks for"),
    LOCATION("Location", 'L', "location", "Whether the place of work suits"),
    /** A contribution that this report has no word for. */
    OTHER("Other", 'O', "other", "Whatever else the organization weighs");

    private final String word;
    private final char letter;
    private final String cssClass;
    private final String meaning;

    ScorePart(String word, char letter, String cssClass, String meaning) {
        this.word = word;
        this.letter = letter;
        this.cssClass = cssClass;
        this.meaning = meaning;
    }

    /** Its name in what is stored. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ScorePart of(String contribution) {
        return Arrays.stream(values())
                .filter(part -> part.label().equals(contribution))
                .findFirst()
                .orElse(OTHER);
    }

    /** What to call a contribution; an unknown one keeps its own name. */
    String word(String contribution) {
        return this == OTHER ? contribution.replace('_', ' ') : word;
    }

    /** The coloured square with the letter. */
    Markup key() {
        return new Markup(
                "<span class=\"key %s\" aria-hidden=\"true\">%c</span>"
                        .formatted(cssClass, letter));
    }

    Markup segment(double percent) {
        // Below this the letter would be cut.
        String slim = percent < 2.5 ? " slim" : "";
        return new Markup(
                String.format(
                        Locale.ROOT,
                        "<i class=\"%s%s\" style=\"width:%.1f%%\">%c</i>",
                        cssClass,
                        slim,
                        percent,
                        letter));
    }

    Markup legend() {
        return new Markup(
                "<div><dt>%s %s</dt><dd>%s</dd></div>\n".formatted(key().html(), word, meaning));
    }
}
