package dev.matchmill.jobs.shortlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.matchmill.jobs.shortlist.Explanation.Missing;
import dev.matchmill.jobs.shortlist.Explanation.Part;
import dev.matchmill.jobs.shortlist.WhatIf.Change;
import dev.matchmill.migrations.type.Recommendation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WhatIfTest {

    private static final Map<Recommendation, Double> THRESHOLDS =
            Map.of(
                    Recommendation.STRONG_YES, 0.75,
                    Recommendation.YES, 0.6,
                    Recommendation.MAYBE, 0.45,
                    Recommendation.NO, 0.3);

    // 0.5 x 0.8 + 0.3 x 1/3 + 0.2 x 0.5 = 0.6
    private static final List<Part> PARTS =
            List.of(
                    new Part("semantic", 0.8, 0.5, 0.4),
                    new Part("required_skills", 1.0 / 3, 0.3, 0.1),
                    new Part("experience", 0.5, 0.2, 0.1));

    @Test
    void each_missing_skill_adds_its_part_of_the_weight_of_its_kind() {
        assertThat(of(match()))
                .extracting(Change::what)
                .containsExactly(
                        "all required skills found",
                        "the years of experience asked for",
                        "kafka found",
                        "sql found",
                        "java not found");
        assertThat(of(match()).subList(1, 4))
                .allSatisfy(one -> assertThat(one.difference()).isCloseTo(0.1, within(1e-9)));
    }

    @Test
    void a_change_names_the_recommendation_that_it_leads_to() {
        assertThat(of(match()).getFirst().leadsTo()).isEqualTo(Recommendation.STRONG_YES);
        assertThat(of(match()).get(1).leadsTo()).isEqualTo(Recommendation.YES);
        assertThat(of(match()).getLast().leadsTo()).isEqualTo(Recommendation.MAYBE);
    }

    @Test
    void where_the_thresholds_of_a_run_were_not_kept_nothing_is_guessed() {
        assertThat(of(match(Map.of()))).isEmpty();
    }

    @Test
    void the_text_shows_parts_words_and_changes() {
        assertThat(ExplanationText.render(match()))
                .contains("candidate 7: rank 2, score 0.600, yes (from 0.600)")
                .containsPattern("Required skills +0\\.333 +0\\.300 +0\\.100")
                .containsPattern("java +required +ran Java services")
                .containsPattern("kafka +required +\\(not found\\)")
                .contains("also has: cobol")
                .containsPattern("all required skills found +\\+0\\.200 +strong_yes");
    }

    private static List<Change> of(Explanation match) {
        return WhatIf.of(match);
    }

    @Test
    void skills_are_shown_as_people_write_them_and_nothing_else_is_another() {
        Explanation shown = match().named(skill -> "«" + skill + "»");

        assertThat(ExplanationText.render(shown))
                .isEqualTo(
                        ExplanationText.render(
                                new Explanation(
                                        "ENG-1",
                                        "Engineer",
                                        1,
                                        7,
                                        3,
                                        true,
                                        Instant.EPOCH,
                                        2,
                                        0.6,
                                        Recommendation.YES,
                                        THRESHOLDS,
                                        PARTS,
                                        List.of(
                                                new SkillEvidence(
                                                        "«java»", true, "ran Java services", null)),
                                        List.of(
                                                new Missing("«kafka»", true),
                                                new Missing("«sql»", true)),
                                        List.of("«cobol»"),
                                        "model 1",
                                        1,
                                        "score-2",
                                        0.44,
                                        "00",
                                        "{}")))
                .contains("«kafka» found", "also has: «cobol»");
    }

    private static Explanation match() {
        return match(THRESHOLDS);
    }

    private static Explanation match(Map<Recommendation, Double> thresholds) {
        return new Explanation(
                "ENG-1",
                "Engineer",
                1,
                7,
                3,
                true,
                Instant.EPOCH,
                2,
                0.6,
                Recommendation.YES,
                thresholds,
                PARTS,
                List.of(new SkillEvidence("java", true, "ran Java services", null)),
                List.of(new Missing("kafka", true), new Missing("sql", true)),
                List.of("cobol"),
                "model 1",
                1,
                "score-2",
                0.44,
                "00",
                "{}");
    }
}
