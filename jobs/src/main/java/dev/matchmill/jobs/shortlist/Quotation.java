package dev.matchmill.jobs.shortlist;

import dev.matchmill.jobs.report.Markup;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a resume with the skill in them marked. */
final class Quotation {

    private Quotation() {}

    /**
     * Marks the skill where it stands as a word of its own; an alias that the resume uses instead
     * stays unmarked in its line.
     */
    static Markup of(SkillEvidence evidence) {
        String words = evidence.quoted();
        if (words.isEmpty()) {
            return Markup.EMPTY;
        }
        var html = new StringBuilder("<q>");
        int from = 0;
        Matcher mention = mention(evidence.mentioned()).matcher(words);
        while (mention.find()) {
            html.append(Markup.text(words.substring(from, mention.start())).html());
            html.append("<mark>").append(Markup.text(mention.group()).html()).append("</mark>");
            from = mention.end();
        }
        html.append(Markup.text(words.substring(from)).html());
        return new Markup(html.append("</q>").toString());
    }

    private static Pattern mention(String skill) {
        // Signs belong to the word too, or C would be marked in C++ and R in R&D.
        String sign = "[\\p{L}\\p{N}+#&]";
        return Pattern.compile(
                "(?<!" + sign + ")" + Pattern.quote(skill.strip()) + "(?!" + sign + ")",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }
}
