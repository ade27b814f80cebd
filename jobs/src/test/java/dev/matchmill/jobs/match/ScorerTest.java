package dev.matchmill.jobs.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.matchmill.migrations.type.CandidateId;
import dev.matchmill.migrations.type.LocationType;
import dev.matchmill.migrations.type.PostingId;
import dev.matchmill.migrations.type.Recommendation;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScorerTest {

    private static final Map<Factor, Double> WEIGHTS =
            Map.of(
                    Factor.SEMANTIC, 0.5,
                    Factor.REQUIRED_SKILLS, 0.2,
                    Factor.PREFERRED_SKILLS, 0.1,
                    Factor.EXPERIENCE, 0.1,
                    Factor.LOCATION, 0.1);

    private static final MatchSettings SETTINGS =
            new MatchSettings(50, 200, 50, 0.3, 0.0, 0.7, 0.75, 0.6, 0.45, 0.3);

    private final Scorer scorer = new Scorer(SETTINGS, SkillHierarchy.NONE);

    @Test
    void a_perfect_candidate_scores_one_and_says_why() {
        MatchScore score = scorer.score(posting(), candidate(6, "Berlin", "BE", "DE"), 0.7);

        assertThat(score.score()).isEqualTo(1.0, within(1e-12));
        assertThat(score.contributions().get(Factor.SEMANTIC)).isEqualTo(0.5, within(1e-12));
        assertThat(score.matched())
                .extracting(MatchScore.MatchedSkill::skill, MatchScore.MatchedSkill::required)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("java", true),
                        org.assertj.core.groups.Tuple.tuple("kafka", false));
        assertThat(score.missing()).isEmpty();
        assertThat(score.extra()).containsExactly("docker");
        assertThat(score.recommendation()).isEqualTo(Recommendation.STRONG_YES);
    }

    @Test
    void contributions_sum_to_the_score_whatever_the_posting_asks() {
        Random random = new Random(7);
        for (int i = 0; i < 500; i++) {
            OpenPosting posting =
                    posting(
                            random.nextBoolean() ? List.of("java", "cobol") : List.of(),
                            random.nextBoolean() ? List.of("kafka") : List.of(),
                            random.nextBoolean() ? "Berlin" : null,
                            random.nextBoolean() ? 8 : null,
                            Map.of(
                                    Factor.SEMANTIC, random.nextDouble(),
                                    Factor.REQUIRED_SKILLS, random.nextDouble(),
                                    Factor.EXPERIENCE, random.nextDouble()));
            Integer years = random.nextBoolean() ? random.nextInt(30) : null;

            MatchScore score =
                    scorer.score(
                            posting,
                            candidate(years, "Bonn", "NW", "DE"),
                            random.nextDouble() * 2 - 1);

            double sum = score.contributions().values().stream().mapToDouble(d -> d).sum();
            assertThat(score.score()).isBetween(0.0, 1.0).isEqualTo(sum, within(1e-9));
            assertThat(score.contributions().keySet()).isEqualTo(score.factors().keySet());
        }
    }

    @Test
    void what_a_posting_does_not_ask_for_is_not_judged_and_the_rest_shares_the_whole() {
        OpenPosting posting = posting(List.of(), List.of(), null, null, WEIGHTS);

        MatchScore score = scorer.score(posting, candidate(null, null, null, null), 0.35);

        assertThat(score.factors()).containsOnlyKeys(Factor.SEMANTIC);
        assertThat(score.score()).isEqualTo(0.5, within(1e-12));
    }

    @Test
    void what_a_resume_does_not_tell_counts_as_half() {
        MatchScore score = scorer.score(posting(), candidate(null, null, null, null), 0.7);

        assertThat(score.factors().get(Factor.EXPERIENCE)).isEqualTo(0.5);
        assertThat(score.factors().get(Factor.LOCATION)).isEqualTo(0.5);
    }

    @ParameterizedTest
    @CsvSource({
        "Berlin, BE, DE, 1.0",
        "berlin, , de, 1.0",
        "Spandau, BE, DE, 0.8",
        "Bonn, NW, DE, 0.5",
        "Berlin, , US, 0.0",
        "Berlin, BE, , 1.0"
    })
    void nearness_is_by_city_then_region_then_country(
            String city, String region, String country, double expected) {
        MatchScore score = scorer.score(posting(), candidate(6, city, region, country), 0.1);

        assertThat(score.factors().get(Factor.LOCATION)).isEqualTo(expected);
    }

    @Test
    void a_narrower_skill_proves_the_one_that_holds_it_and_never_the_other_way_round() {
        SkillHierarchy hierarchy =
                new SkillHierarchy(
                        Map.of("containers", List.of("docker"), "kafka", List.of("kafka connect")));
        OpenPosting posting =
                posting(List.of("containers", "kafka connect"), List.of(), null, null, WEIGHTS);

        MatchScore with =
                new Scorer(SETTINGS, hierarchy).score(posting, candidate(1, null, null, null), 0.1);

        assertThat(with.matched())
                .containsExactly(
                        new MatchScore.MatchedSkill("containers", true, "Docker images", "docker"));
        assertThat(with.missing()).containsExactly("kafka connect");
        assertThat(scorer.score(posting, candidate(1, null, null, null), 0.1).matched()).isEmpty();
    }

    @Test
    void a_remote_posting_judges_nobody_by_place() {
        OpenPosting onsite = posting();
        OpenPosting remote =
                new OpenPosting(
                        onsite.id(),
                        onsite.requiredSkills(),
                        onsite.preferredSkills(),
                        LocationType.REMOTE,
                        onsite.city(),
                        onsite.state(),
                        onsite.country(),
                        onsite.minYears(),
                        onsite.weights());

        MatchScore score = scorer.score(remote, candidate(6, "Lima", null, "PE"), 0.1);

        assertThat(score.factors()).doesNotContainKey(Factor.LOCATION);
    }

    @ParameterizedTest
    @CsvSource({
        "0.525, STRONG_YES",
        "0.524, YES",
        "0.42, YES",
        "0.419, MAYBE",
        "0.315, MAYBE",
        "0.314, NO",
        "0.21, NO",
        "0.209, STRONG_NO",
        "-1, STRONG_NO"
    })
    void recommends_by_the_thresholds_of_the_settings(double similarity, Recommendation expected) {
        OpenPosting posting = posting(List.of(), List.of(), null, null, WEIGHTS);

        assertThat(scorer.score(posting, candidate(1, null, null, null), similarity))
                .extracting(MatchScore::recommendation)
                .isEqualTo(expected);
    }

    private static OpenPosting posting() {
        return posting(List.of("java"), List.of("kafka"), "Berlin", 6, WEIGHTS);
    }

    private static OpenPosting posting(
            List<String> required,
            List<String> preferred,
            @Nullable String city,
            @Nullable Integer years,
            Map<Factor, Double> weights) {
        return new OpenPosting(
                new PostingId(1),
                required,
                preferred,
                LocationType.ONSITE,
                city,
                city == null ? null : "BE",
                city == null ? null : "DE",
                years,
                weights);
    }

    private static CandidateFacts candidate(
            @Nullable Integer years,
            @Nullable String city,
            @Nullable String region,
            @Nullable String country) {
        return CandidateFacts.of(
                new CandidateId(1),
                Map.of("java", "Java 21", "kafka", "Kafka streams", "docker", "Docker images"),
                years,
                city,
                region,
                country,
                "Java 21, Kafka streams, Docker images",
                "00");
    }
}
