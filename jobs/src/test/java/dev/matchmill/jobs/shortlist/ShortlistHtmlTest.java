package dev.matchmill.jobs.shortlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matchmill.migrations.type.Recommendation;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ShortlistHtmlTest {

    private static final String ATTACK = "<script>alert('x')</script> \"&\" {{style}}";
    private static final String HARMLESS =
            "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &quot;&amp;&quot; {{style}}";
    private static final Pattern CARD = Pattern.compile("(?s)<article.*?</article>");
    private static final Pattern SCORE = Pattern.compile("<strong>(\\d+)\\.(\\d)</strong>");
    private static final Pattern PART = Pattern.compile("<dd>(\\d+)\\.(\\d)</dd>");

    @Test
    void escapes_every_text_that_comes_from_outside() {
        var row =
                new ShortlistRow(
                        1,
                        7,
                        "name" + ATTACK,
                        "headline" + ATTACK,
                        "place" + ATTACK,
                        0.5,
                        Recommendation.YES,
                        Map.of("part" + ATTACK, 0.5),
                        List.of(new SkillEvidence("skill" + ATTACK, true, "words" + ATTACK, null)),
                        List.of("missing" + ATTACK),
                        List.of("source" + ATTACK),
                        true,
                        false);
        var posting =
                new PostingShortlist(
                        "ref" + ATTACK,
                        "title" + ATTACK,
                        "where" + ATTACK,
                        List.of("required" + ATTACK),
                        List.of("preferred" + ATTACK),
                        1,
                        false,
                        List.of(row));

        String html =
                ShortlistHtml.render(
                        new ShortlistReport(SampleReport.AT, List.of(posting, posting)));

        assertThat(html).doesNotContain("<script", "alert('x')");
        assertThat(
                        List.of(
                                "name",
                                "headline",
                                "place",
                                "part",
                                "skill",
                                "words",
                                "missing",
                                "source",
                                "ref",
                                "title",
                                "where",
                                "required",
                                "preferred"))
                .allSatisfy(text -> assertThat(html).contains(text + HARMLESS));
    }

    @Test
    void the_printed_parts_of_each_candidate_sum_to_the_printed_score() {
        String html = ShortlistHtml.render(SampleReport.report());

        var cards = CARD.matcher(html).results().map(card -> card.group()).toList();
        assertThat(cards)
                .hasSize(5)
                .allSatisfy(card -> assertThat(sum(PART, card)).isEqualTo(sum(SCORE, card)));
        assertThat(sum(SCORE, cards.getFirst())).isEqualTo(913);
    }

    @Test
    void says_in_a_sentence_that_nobody_is_there() {
        String html = ShortlistHtml.render(SampleReport.of());

        assertThat(html).contains("Nobody is matched with this posting yet.");
        assertThat(html).doesNotContain("<article");
    }

    @Test
    void counts_the_matches_that_are_kept_and_not_everybody_who_could_be_matched() {
        String html = ShortlistHtml.render(SampleReport.report());

        assertThat(html).contains("3 of 1,204 matches shown").doesNotContain("eligible");
    }

    @Test
    void says_in_a_sentence_that_there_is_no_posting() {
        String html = ShortlistHtml.render(new ShortlistReport(SampleReport.AT, List.of()));

        assertThat(html).contains("There is no open posting to show.");
    }

    @Test
    void lists_the_postings_first_when_there_are_several() {
        String several = ShortlistHtml.render(SampleReport.report());
        String one = ShortlistHtml.render(SampleReport.of());

        assertThat(several)
                .contains("<nav", "href=\"#posting-2\"", "id=\"posting-2\"")
                .contains("1 strong yes · 3 shown");
        assertThat(one).doesNotContain("<nav");
    }

    @Test
    void says_the_recommendation_in_words() {
        String html = ShortlistHtml.render(SampleReport.report());

        assertThat(html)
                .contains("●●●●●</span> Strong yes", "●●●○○</span> Maybe")
                .contains("●○○○○</span> Strong no");
    }

    @Test
    void calls_a_candidate_without_a_name_by_the_number() {
        String html = ShortlistHtml.render(SampleReport.of(SampleReport.row(" ")));

        assertThat(html).contains("<bdi>Candidate 7</bdi>");
    }

    @Test
    void needs_nothing_from_elsewhere() {
        String html = ShortlistHtml.render(SampleReport.report());

        assertThat(html).doesNotContain("<script", "<link", "<img", "@import", "url(", "http://");
        assertThat(html).contains("default-src 'none'", "<html lang=\"en\">");
    }

    @Test
    void replaces_characters_that_html_forbids() {
        String html = ShortlistHtml.render(SampleReport.of(SampleReport.row("A\0B\uD800C")));

        assertThat(html).contains("<bdi>A B C</bdi>");
    }

    @Test
    void refuses_parts_that_do_not_sum_to_the_score() {
        assertThatThrownBy(() ->
                        new ShortlistRow(
                                1,
                                7,
                                "A",
                                "",
                                "",
                                0.9,
                                Recommendation.YES,
                                SampleReport.parts(0.3, 0.3, 0, 0, 0),
                                List.of(),
                                List.of(),
                                List.of(),
                                false,
                                false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("contributions sum to 0.6 and the score is 0.9");
    }

    /** In tenths, so that nothing is rounded here. */
    private static int sum(Pattern number, String card) {
        return number.matcher(card)
                .results()
                .mapToInt(found ->
                        Integer.parseInt(found.group(1)) * 10 + Integer.parseInt(found.group(2)))
                .sum();
    }
}
