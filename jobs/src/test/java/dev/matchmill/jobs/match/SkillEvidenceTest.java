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
                    welding   | Did Welding, brazing        | true
                    welding   | underwelding                | false
                    welding   | weldings                    | false
                    net       | .net services               | false
                    net       | net services                | true
                    c         | wrote c++ and c#            | false
                    c         | wrote c, then more          | true
                    python    | We like Python.             | true
                    node      | node.js services            | false
                    """)
    void a_skill_outside_the_vocabulary_needs_its_exact_words(
            String skill, String text, boolean found) {
        assertThat(SkillEvidence.find(facts(text, Map.of()), skill).isPresent()).isEqualTo(found);
    }

    @Test
    void the_evidence_is_the_line_around_the_words_cut_between_words() {
        String text =
                "Before\n" + "left ".repeat(20) + "tig welding" + " right".repeat(20) + "\nAfter";

        Optional<String> evidence = SkillEvidence.find(facts(text, Map.of()), "tig welding");

        assertThat(evidence).isPresent();
        assertThat(evidence.get())
                .matches("(left )+tig welding( right)+")
                .hasSizeLessThanOrEqualTo(111);
    }

    @Test
    void letters_that_grow_in_lower_case_do_not_shift_the_words() {
        assertThat(SkillEvidence.find(facts("İİİİ Welding İ", Map.of()), "welding"))
                .contains("İİİİ Welding İ");
    }

    private static CandidateFacts facts(String text, Map<String, String> evidence) {
        return CandidateFacts.of(new CandidateId(1), evidence, null, null, null, null, text, "00");
    }
}
