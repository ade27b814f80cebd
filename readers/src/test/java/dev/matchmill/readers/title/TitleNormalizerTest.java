package dev.matchmill.readers.title;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TitleNormalizerTest {

    private static final TitleNormalizer SHIPPED = TitleNormalizer.shipped();

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "Sr. Software Eng. II ~ software engineer",
                "SENIOR SOFTWARE DEVELOPER ~ software engineer",
                "Junior Full-Stack Developer (React) ~ full stack developer",
                "Customer Service Rep ~ customer service representative",
                "Asst. Store Mgr ~ assistant store manager",
                "Registered Nurse, ICU ~ registered nurse",
                "Manager, Sales ~ sales manager",
                "Line Cook / Dishwasher ~ cook",
                "Softwareentwickler*in ~ software engineer",
                "Chef de projet ~ project manager",
                "Contadora ~ accountant",
                "HR Manager at Harbour Works ~ human resources manager",
                "Accountants ~ accountant",
                "Chef ~ chef",
                "Sous Chef ~ sous chef",
                "VP of Sales ~ sales manager",
                "Agile Project Manager ~ project manager",
                "Capital Funds Accountant ~ accountant",
            })
    void brings_variants_down_to_one_title(String written, String title) {
        assertThat(SHIPPED.normalize(written)).map(NormalizedTitle::title).contains(title);
    }

    @ParameterizedTest
    @CsvSource({
        "Wizard of Light Bulb Moments",
        "Turbine Coordinator",
        "Senior",
        "II",
        "'   '",
        "Harbour Works"
    })
    void names_nothing_that_no_table_lists(String written) {
        assertThat(SHIPPED.normalize(written)).isEmpty();
    }

    @Test
    void gives_the_occupation_that_an_imported_name_belongs_to() {
        TitleNormalizer imported =
                SHIPPED.with(
                        List.of(
                                new ImportedTitle(
                                        "Software Engineer",
                                        "Software Developers",
                                        "15-1252.00",
                                        "onet",
                                        false),
                                new ImportedTitle(
                                        "Wire Bender", "Metal Workers", "51-1", "onet", false)));

        assertThat(imported.normalize("Senior Software Engineer"))
                .contains(
                        new NormalizedTitle(
                                "software engineer", "Software Developers", "15-1252.00", "onet"));
        assertThat(imported.normalize("Lead Wire Bender"))
                .contains(new NormalizedTitle("wire bender", "Metal Workers", "51-1", "onet"));
        assertThat(imported.fingerprint()).isNotEqualTo(SHIPPED.fingerprint());
    }

    @Test
    void gives_no_occupation_for_a_name_that_several_share_unless_it_is_the_title_of_one() {
        TitleNormalizer imported =
                SHIPPED.with(
                        List.of(
                                new ImportedTitle("Splicer", "Cable Workers", "1", "onet", false),
                                new ImportedTitle("Splicer", "Film Editors", "2", "onet", false),
                                new ImportedTitle("Weaver", "Loom Workers", "3", "onet", false),
                                new ImportedTitle("Weaver", "Weaver", "4", "onet", true)));

        assertThat(imported.normalize("Splicer"))
                .contains(new NormalizedTitle("splicer", null, null, null));
        assertThat(imported.normalize("Weaver")).map(NormalizedTitle::code).contains("4");
    }

    @Test
    void reads_a_title_of_any_length() {
        assertThat(SHIPPED.normalize("a/".repeat(50_000) + "accountant")).isEmpty();
        assertThat(SHIPPED.normalize("accountant, " + "x".repeat(50_000)))
                .map(NormalizedTitle::title)
                .contains("accountant");
    }
}
