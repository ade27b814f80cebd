package dev.matchmill.jobs.shortlist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.jobs.report.Markup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotationTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Java    | ten years of JAVA, some JavaScript | ten years of <mark>JAVA</mark>,"
                        + " some JavaScript",
                "C       | C, C++ and C#                      | <mark>C</mark>, C++ and C#",
                "C++     | C, C++ and C#                      | C, <mark>C++</mark> and C#",
                "R       | R&D with R                         | R&amp;D with" + " <mark>R</mark>",
                ".NET    | .NET on Windows                    | <mark>.NET</mark> on Windows",
                "Java    | • Java services               | <mark>Java</mark> services",
                "Java    | -Java as well                      | -<mark>Java</mark> as well",
                "Kubernetes | moved to k8s                    | moved to k8s",
            })
    void marks_the_skill_where_it_is_a_word_of_its_own(
            String skill, String evidence, String quoted) {
        Markup quotation = Quotation.of(new SkillEvidence(skill, true, evidence, null));

        assertThat(quotation.html()).isEqualTo("<q>" + quoted + "</q>");
    }

    @ParameterizedTest
    @CsvSource({"''", "'  '"})
    void quotes_nothing_when_there_are_no_words(String evidence) {
        Markup quotation = Quotation.of(new SkillEvidence("Java", true, evidence, null));

        assertThat(quotation.html()).isEmpty();
    }

    @Test
    void marks_the_narrower_skill_that_proves_the_one_asked_for() {
        Markup quotation =
                Quotation.of(new SkillEvidence("Databases", true, "Databases: MySQL", "MySQL"));

        assertThat(quotation.html()).isEqualTo("<q>Databases: <mark>MySQL</mark></q>");
    }
}
