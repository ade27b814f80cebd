package dev.matchmill.jobs.shortlist;

import dev.matchmill.jobs.report.Markup;
import dev.matchmill.jobs.report.Template;
import dev.matchmill.migrations.type.Recommendation;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Shortlists as one HTML page for recruiters: self-contained (no script, nothing is loaded), for
 * screen, phone, dark rooms and paper.
 */
public final class ShortlistHtml {

    private static final Template REPORT = Template.shipped("/shortlist/report.html");
    private static final Template CONTENTS = Template.shipped("/shortlist/contents.html");
    private static final Template ENTRY = Template.shipped("/shortlist/entry.html");
    private static final Template POSTING = Template.shipped("/shortlist/posting.html");
    private static final Markup STYLE = Template.shipped("/shortlist/shortlist.css").fill(Map.of());
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    private ShortlistHtml() {}

    /** The whole page; postings and rows in their given order, every text escaped. */
    public static String render(ShortlistReport report) {
        Instant at = report.generatedAt();
        return REPORT.fill(
                        Map.of(
                                "title", Markup.text(title(report.postings())),
                                "style", STYLE,
                                "instant", Markup.text(at.toString()),
                                "when", Markup.text(WHEN.format(at)),
                                "contents", contents(report.postings()),
                                "postings", postings(report.postings()),
                                "legend", legend(report.postings())))
                .html();
    }

    private static String title(List<PostingShortlist> postings) {
        return postings.size() == 1 ? "Shortlist: " + postings.getFirst().title() : "Shortlists";
    }

    private static Markup contents(List<PostingShortlist> postings) {
        if (postings.size() < 2) {
            return Markup.EMPTY;
        }
        var entries = new ArrayList<Markup>();
        for (int i = 0; i < postings.size(); i++) {
            PostingShortlist posting = postings.get(i);
            entries.add(
                    ENTRY.fill(
                            Map.of(
                                    "anchor", anchor(i),
                                    "posting", Markup.text(posting.posting()),
                                    "title", Markup.text(posting.title()),
                                    "summary", Markup.text(summary(posting)))));
        }
        return CONTENTS.fill(Map.of("entries", Markup.join(entries.stream())));
    }

    private static String summary(PostingShortlist posting) {
        var counts = new ArrayList<String>();
        for (Recommendation level : List.of(Recommendation.STRONG_YES, Recommendation.YES)) {
            long count =
                    posting.rows().stream().filter(row -> row.recommendation() == level).count();
            if (count > 0) {
                counts.add(count + " " + CandidateCard.words(level).toLowerCase(Locale.ROOT));
            }
        }
        counts.add(posting.rows().isEmpty() ? "nobody yet" : posting.rows().size() + " shown");
        return String.join(" · ", counts);
    }

    private static Markup postings(List<PostingShortlist> postings) {
        if (postings.isEmpty()) {
            return Markup.text("There is no open posting to show.").in("p", "none");
        }
        var sections = new ArrayList<Markup>();
        for (int i = 0; i < postings.size(); i++) {
            sections.add(section(postings.get(i), anchor(i)));
        }
        return Markup.join(sections.stream());
    }

    private static Markup section(PostingShortlist posting, Markup anchor) {
        return POSTING.fill(
                Map.of(
                        "anchor", anchor,
                        "posting", Markup.text(posting.posting()),
                        "title", Markup.text(posting.title()),
                        "meta", Markup.text(meta(posting)),
                        "wanted", wanted(posting),
                        "rows", rows(posting, anchor)));
    }

    private static String meta(PostingShortlist posting) {
        String shown =
                String.format(
                        Locale.ROOT,
                        "%,d of %,d %s shown",
                        posting.rows().size(),
                        posting.matches(),
                        posting.matches() == 1 ? "match" : "matches");
        String placed = posting.place().isBlank() ? shown : posting.place() + " · " + shown;
        return posting.stale() ? placed + " · the posting changed since it was matched" : placed;
    }

    private static Markup wanted(PostingShortlist posting) {
        Markup wanted =
                new Markup(
                        wanted("Required", posting.requiredSkills())
                                + wanted("Preferred", posting.preferredSkills()));
        return wanted.html().isEmpty() ? wanted : wanted.in("dl", "wanted");
    }

    private static String wanted(String kind, List<String> skills) {
        return skills.isEmpty()
                ? ""
                : "<dt>%s</dt><dd>%s</dd>".formatted(kind, Markup.chips(skills).html());
    }

    private static Markup rows(PostingShortlist posting, Markup anchor) {
        if (posting.rows().isEmpty()) {
            String sentence =
                    posting.matches() == 0
                            ? "Nobody is matched with this posting yet."
                            : "Nobody matched with this posting can be shown any more; the next"
                                    + " refresh finds others.";
            return Markup.text(sentence).in("p", "none");
        }
        Set<String> required = new HashSet<>(posting.requiredSkills());
        return Markup.join(
                        posting.rows().stream()
                                .map(row -> CandidateCard.of(row, required, anchor.html())))
                .in("ol", "cards");
    }

    private static Markup legend(List<PostingShortlist> postings) {
        boolean hasOther =
                postings.stream()
                        .flatMap(posting -> posting.rows().stream())
                        .flatMap(row -> row.contributions().keySet().stream())
                        .anyMatch(name -> ScorePart.of(name) == ScorePart.OTHER);
        return Markup.join(
                Arrays.stream(ScorePart.values())
                        .filter(part -> hasOther || part != ScorePart.OTHER)
                        .map(ScorePart::legend));
    }

    private static Markup anchor(int index) {
        return new Markup("posting-" + (index + 1));
    }
}
