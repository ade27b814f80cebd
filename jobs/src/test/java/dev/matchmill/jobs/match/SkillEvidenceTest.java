package dev.matchmill.jobs.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.migrations.type.CandidateId;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SkillEvidenceTest {

    @Test
    void the_words_that_the_reader_found_come_first() {
        var facts = facts("Uses welding daily", Map.of("welding", "certified welder since 2011"));

        assertThat(SkillEvidence.find(facts, "welding")).contains("certified welder since 2011");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    zelding   | Did Zelding, brazing        | true
                    zelding   | underzelding                | false
                    zelding   | zeldings                    | false
                    zet       | .zet services               | false
                    zet       | zet services                | true
                    q         | wrote q++ and q#            | false
                    q         | wrote q, then more          | true
                    zython    | We like Zython.             | true
                    zode      | zode.js services            | false
                    """)
    void a_skill_outside_the_vocabulary_needs_its_exact_words(
            String skill, String text, boolean found) {
        assertThat(SkillEvidence.find(facts(text, Map.of()), skill).isPresent()).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    java    | No experience with Java yet
                    spring  | in the spring semester of 2019
                    c       | It was 25°C in the kiln
                    r       | Owner of Flowers R Us
                    """)
    void a_skill_of_the_vocabulary_that_the_reader_did_not_find_has_no_proof(
            String skill, String text) {
        assertThat(SkillEvidence.find(facts(text, Map.of()), skill)).isEmpty();
    }

    @Test
    void the_evidence_is_the_line_around_the_words_cut_between_words() {
        String text =
                "Before\n" + "left ".repeat(20) + "tig zelding" + " right".repeat(20) + "\nAfter";

        Optional<String> evidence = SkillEvidence.find(facts(text, Map.of()), "tig zelding");

        assertThat(evidence).isPresent();
        assertThat(evidence.get())
                .matches("(left )+tig zelding( right)+")
                .hasSizeLessThanOrEqualTo(111);
    }

    @Test
    void letters_that_grow_in_lower_case_do_not_shift_the_words() {
        assertThat(SkillEvidence.find(facts("İİİİ Zelding İ", Map.of()), "zelding"))
                .contains("İİİİ Zelding İ");
    }

    private static CandidateFacts facts(String text, Map<String, String> evidence) {
        return CandidateFacts.of(new CandidateId(1), evidence, null, null, null, null, text, "00");
    }
}
