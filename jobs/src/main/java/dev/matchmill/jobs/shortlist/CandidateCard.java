package dev.matchmill.jobs.shortlist;

import dev.matchmill.jobs.report.Markup;
import dev.matchmill.jobs.report.Template;
import dev.matchmill.migrations.type.Recommendation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** One candidate of a shortlist as a card. */
final class CandidateCard {

    private static final Template CARD = Template.shipped("/shortlist/card.html");

    private CandidateCard() {}

    static Markup of(ShortlistRow row, Set<String> requiredSkills, String postingAnchor) {
        List<String> names = List.copyOf(row.contributions().keySet());
        ScorePoints points = ScorePoints.of(row.score(), List.copyOf(row.contributions().values()));
        return CARD.fill(
                Map.ofEntries(
                        Map.entry("anchor", Markup.text(postingAnchor + "-" + row.rank())),
                        Map.entry("rank", Markup.text(Integer.toString(row.rank()))),
                        Map.entry("name", Markup.text(name(row))),
                        Map.entry("headline", headline(row)),
                        Map.entry("meta", meta(row)),
                        Map.entry("level", Markup.text(level(row.recommendation()))),
                        Map.entry("pips", Markup.text(pips(row.recommendation()))),
                        Map.entry("recommendation", Markup.text(words(row.recommendation()))),
                        Map.entry("score", Markup.text(ScorePoints.shown(points.total()))),
                        Map.entry("spoken", Markup.text(spoken(names, points))),
                        Map.entry("segments", segments(names, points)),
                        Map.entry("parts", parts(names, points)),
                        Map.entry("matched", matched(row.matchedSkills())),
                        Map.entry("missing", missing(row.missingSkills(), requiredSkills)),
                        Map.entry("sources", sources(row.sources()))));
    }

    /** The recommendation in words: {@code STRONG_YES} is "Strong yes". */
    static String words(Recommendation recommendation) {
        String name = recommendation.name().replace('_', ' ');
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }

    private static String level(Recommendation recommendation) {
        return recommendation.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Five filled dots for the best, one for the last: the level without its colour. */
    private static String pips(Recommendation recommendation) {
        int filled =
                switch (recommendation) {
                    case STRONG_YES -> 5;
                    case YES -> 4;
                    case MAYBE -> 3;
                    case NO -> 2;
                    case STRONG_NO -> 1;
                };
        return "●".repeat(filled) + "○".repeat(5 - filled);
    }

    private static String name(ShortlistRow row) {
        return row.name().isBlank() ? "Candidate " + row.candidate() : row.name();
    }

    private static Markup headline(ShortlistRow row) {
        return row.headline().isBlank()
                ? Markup.EMPTY
                : Markup.text(row.headline()).in("p", "headline");
    }

    private static Markup meta(ShortlistRow row) {
        var facts = new ArrayList<Markup>();
        if (row.applicant()) {
            facts.add(Markup.text("Applied to this posting").in("span", "applied"));
        }
        if (row.stale()) {
            facts.add(Markup.text("Changed since this was matched").in("span", "stale"));
        }
        if (!row.place().isBlank()) {
            facts.add(Markup.text(row.place()));
        }
        if (!row.name().isBlank()) {
            facts.add(Markup.text("Candidate " + row.candidate()));
        }
        return new Markup(String.join(" · ", facts.stream().map(Markup::html).toList()));
    }

    private static String spoken(List<String> names, ScorePoints points) {
        var words = new StringBuilder("Score ");
        words.append(ScorePoints.shown(points.total())).append(" of 100");
        for (int i = 0; i < names.size(); i++) {
            words.append(i == 0 ? ": " : ", ")
                    .append(ScorePart.of(names.get(i)).word(names.get(i)))
                    .append(' ')
                    .append(ScorePoints.shown(points.parts().get(i)));
        }
        return words.toString();
    }

    private static Markup segments(List<String> names, ScorePoints points) {
        var html = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
            int tenths = points.parts().get(i);
            if (tenths > 0) {
                html.append(ScorePart.of(names.get(i)).segment(tenths / 10.0).html());
            }
        }
        return new Markup(html.toString());
    }

    private static Markup parts(List<String> names, ScorePoints points) {
        var html = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
            ScorePart part = ScorePart.of(names.get(i));
            html.append("<div><dt>")
                    .append(part.key().html())
                    .append(' ')
                    .append(Markup.text(part.word(names.get(i))).html())
                    .append("</dt><dd>")
                    .append(ScorePoints.shown(points.parts().get(i)))
                    .append("</dd></div>\n");
        }
        return new Markup(html.toString());
    }

    private static Markup matched(List<SkillEvidence> skills) {
        if (skills.isEmpty()) {
            return Markup.EMPTY;
        }
        Markup items =
                Markup.join(
                        skills.stream()
                                .map(skill ->
                                        new Markup(
                                                "<li>"
                                                        + chip(skill.skill(), skill.required(), "")
                                                                .html()
                                                        + through(skill)
                                                        + Quotation.of(skill).html()
                                                        + "</li>\n")));
        return new Markup(
                "<h4>Skills found <span>in the resume’s words</span></h4>\n"
                        + "<ul class=\"evidence\">\n"
                        + items.html()
                        + "</ul>\n");
    }

    // What is narrower than asked for proves what was asked for.
    private static String through(SkillEvidence skill) {
        String narrower = skill.through();
        return narrower == null ? "" : Markup.text("by " + narrower).in("span", "through").html();
    }

    private static Markup missing(List<String> skills, Set<String> required) {
        if (skills.isEmpty()) {
            return Markup.EMPTY;
        }
        Markup items =
                Markup.join(
                        skills.stream()
                                .map(skill -> absent(skill, required.contains(skill)))
                                .map(chip -> new Markup("<li>" + chip.html() + "</li>")));
        return new Markup("<h4>Not found</h4>\n<ul class=\"chips\">" + items.html() + "</ul>\n");
    }

    private static Markup sources(List<String> sources) {
        if (sources.isEmpty()) {
            return Markup.EMPTY;
        }
        List<String> names =
                sources.stream()
                        .map(name -> "<bdi>" + Markup.text(name).html() + "</bdi>")
                        .toList();
        return new Markup("<span>From</span> " + String.join(" · ", names)).in("p", "sources");
    }

    private static Markup absent(String skill, boolean required) {
        return chip(skill, required, required ? " absent must" : " absent");
    }

    private static Markup chip(String skill, boolean required, String more) {
        String kind = required ? "required" : "preferred";
        return new Markup(
                "<span class=\"chip%s\">%s <small>%s</small></span>"
                        .formatted(more, Markup.text(skill).html(), kind));
    }
}
