package dev.matchmill.readers.profile;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ways in which people write their names; all people are invented. */
@NullMarked
class NameVariantsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "Jane Doe, PMP \u2013 Senior Accountant ~ Jane Doe",
                "Jane Doe - Senior Accountant ~ Jane Doe",
                "Senior Accountant | Jane Doe ~ Jane Doe",
                "DOE, Jane ~ Jane Doe",
                "Doe, Jane M. ~ Jane M. Doe",
                "JANE DOE | Data Engineer | Boston, MA ~ Jane Doe",
                "Jane \"JD\" Doe ~ Jane Doe",
                "Jane (Janie) Doe ~ Jane Doe",
                "Jane \u201CJanie\u201D Doe ~ Jane Doe",
                "Prof. Dr. med. Jane Doe ~ Jane Doe",
                "Dipl.-Ing. Jane Doe ~ Jane Doe",
                "Ms. Jane Doe, MBA, CPA ~ Jane Doe",
                "Jane Doe RN, BSN ~ Jane Doe",
                "Jane Doe's Resume ~ Jane Doe",
                "Jane Doe Resume ~ Jane Doe",
                "Curriculum Vitae \u2013 Jane Doe ~ Jane Doe",
                "CV of Jane Doe ~ Jane Doe",
                "Lebenslauf von Jane Doe ~ Jane Doe",
                "Hi, I'm Jane Doe ~ Jane Doe",
                "J A N E   D O E ~ Jane Doe",
                "J A N E D O E ~ Jane Doe",
                "jane doe ~ Jane Doe",
                "JANE DOE Senior Accountant ~ Jane Doe",
                "Jane Doe jane@doe.example ~ Jane Doe",
                "Jane Doe (she/her) ~ Jane Doe",
                "Jane van der Doe ~ Jane van der Doe",
                "JANE VAN DER DOE ~ Jane van der Doe",
                "J. K. Doe ~ J. K. Doe",
                "A.P.J. Abdul Doe ~ A.P.J. Abdul Doe",
                "Jane O\u2019Doe ~ Jane O\u2019Doe",
                "Jane Doe-McRoe ~ Jane Doe-McRoe",
                "Full Name : Jane Doe ~ Jane Doe",
                "Nombre: Jane Doe ~ Jane Doe",
                "Nom : Jane Doe ~ Jane Doe",
                "Vor- und Nachname:  Jane Doe ~ Jane Doe",
                "Name\tJane Doe ~ Jane Doe",
                "Jane\tDoe ~ Jane Doe",
            })
    void is_read_on_the_first_line(String line, String expected) {
        String text = line + "\njane.doe@example.org\n\nSummary\nWorks well with numbers.\n";

        assertThat(Profiles.nameIn(text, "10001.pdf")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "Zyphrax / Bellun / zyphrax.bellun@example.org ~ Zyphrax Bellun",
                "JANE / DOE / Data Engineer / janedoe@example.org ~ Jane Doe",
                "Data Engineer / Boston, MA / Jane Doe / +1 512 478 3219 ~ Jane Doe",
                "First Name: Jane / Last Name: Doe / Email: x88@example.org ~ Jane Doe",
                "Nachname: Doe / Vorname: Jane / E-Mail: x88@example.org ~ Jane Doe",
                "Personal Information / Name / Jane Doe / Phone / +1 512 478 3219 ~ Jane Doe",
                "Zyphrax Bellun / linkedin.com/in/zyphraxbellun ~ Zyphrax Bellun",
                "Jane Page / jane.page@example.org ~ Jane Page",
                "Name: John Q. Public III / Ph: 512 478 3219 ~ John Q. Public",
                "Xu Li / lixu@example.org ~ Xu Li",
            })
    void is_proved_by_what_stands_near(String text, String expected) {
        assertThat(Profiles.nameIn(text.replace(" / ", "\n"), "10001.pdf")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "\u738B\u5C0F\u660E, \u738B\u5C0F\u660E",
        "\u59D3\u540D\uFF1A\u5F20\u4F1F, \u5F20\u4F1F",
        "\u5C71\u7530 \u592A\u90CE, \u5C71\u7530 \u592A\u90CE",
        "\u6C0F\u540D\uFF1A\u4F50\u85E4 \u82B1\u5B50, \u4F50\u85E4 \u82B1\u5B50",
        "\uAE40\uBBFC\uC218, \uAE40\uBBFC\uC218",
        "\uC774\uB984: \uBC15\uC9C0\uC6D0, \uBC15\uC9C0\uC6D0",
        "\u0645\u062D\u0645\u062F \u0623\u062D\u0645\u062F \u0639\u0644\u064A,"
                + " \u0645\u062D\u0645\u062F \u0623\u062D\u0645\u062F \u0639\u0644\u064A",
        "\u0427\u0443\u0431 \u0422\u0430\u0440\u0430\u0441"
            + " \u041F\u0435\u0442\u0440\u043E\u0432\u0438\u0447, \u0427\u0443\u0431"
            + " \u0422\u0430\u0440\u0430\u0441 \u041F\u0435\u0442\u0440\u043E\u0432\u0438\u0447",
        "\u0395\u039B\u0395\u039D\u0397 \u03A0\u0391\u03A0\u0391\u0394\u0391\u039A\u0397,"
            + " \u0395\u03BB\u03B5\u03BD\u03B7 \u03A0\u03B1\u03C0\u03B1\u03B4\u03B1\u03BA\u03B7",
    })
    void is_read_in_other_scripts(String line, String expected) {
        assertThat(Profiles.nameIn(line + "\nkite88@example.org\n", "10001.pdf"))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u4E2A\u4EBA\u7B80\u5386",
                "\u8F6F\u4EF6\u5DE5\u7A0B\u5E08",
                "\u5C65\u6B74\u66F8",
                "\uC774\uB825\uC11C",
                "\u0627\u0644\u0633\u064A\u0631\u0629 \u0627\u0644\u0630\u0627\u062A\u064A\u0629",
                "\u0645\u0647\u0646\u062F\u0633 \u0628\u0631\u0645\u062C\u064A\u0627\u062A",
                "Full Stack",
                "Acme Robotics Ltd",
                "ACME STAFFING",
                "Ready Steady",
                "Results Driven Leader",
                "North Valley University",
                "San Francisco",
                "Father's Name: Vikram Roe",
                "Supervisor: Vikram Roe",
                "Quality Assurance Specialist",
                "Bachelor of Arts",
                "Spring Boot",
            })
    void is_not_a_heading_a_company_a_place_or_somebody_else(String line) {
        String text =
                line + "\nkite88@example.org\n\nSummary\nready and steady, driven by results\n";

        assertThat(Profiles.nameIn(text, "10001.pdf")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "Resume_Jane_Doe_2024.pdf, Jane Doe",
        "jane-doe-cv.docx, Jane Doe",
        "JaneDoe.pdf, Jane Doe",
        "doe_zyphrax.pdf,",
        "front_end_engineer.pdf,",
    })
    void is_taken_from_file_and_address_where_they_agree(String file, @Nullable String expected) {
        assertThat(Profiles.nameIn("Seeking a post.\njane.doe@example.org\n", file))
                .isEqualTo(expected);
    }

    @Test
    void is_not_taken_from_the_file_alone() {
        assertThat(Profiles.nameIn("Seeking a post.\nkite88@example.org\n", "Jane_Doe.pdf"))
                .isNull();
    }

    @Test
    void of_a_referee_is_not_the_candidates() {
        String text = "Seeking a post.\nkite88@example.org\n\nReferences\nJane Doe\n";

        assertThat(Profiles.nameIn(text, "10001.pdf")).isNull();
    }
}
