package dev.matchmill.readers.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullMarked
class CertificationFinderTest {

    private final CertificationFinder finder =
            new CertificationFinder(new DateRangeReader(LocalDate.of(2026, 11, 1)));

    @Test
    void reads_name_issuer_and_date_below_a_heading() {
        assertThat(
                        names(
                                """
                                Certifications
                                Safe Lifting Instructor \u2013 Dockers Guild, May 2018
                                """))
                .containsExactly("Safe Lifting Instructor | Dockers Guild | 2018-05");
    }

    @Test
    void parts_a_list_of_known_short_names() {
        assertThat(names("Certifications\nCCNA, CCNP, MCSE\n"))
                .containsExactly(
                        "CCNA | Cisco | null", "CCNP | Cisco | null", "MCSE | Microsoft | null");
    }

    @Test
    void finds_a_well_known_one_in_a_sentence() {
        assertThat(names("Summary\nCashier, ServSafe certified since 2019.\n"))
                .containsExactly("ServSafe | National Restaurant Association | 2019-12");
    }

    @Test
    void takes_the_end_of_validity_for_no_award() {
        assertThat(names("Licenses\nCPR - American Red Cross, expires 03/2027\n"))
                .containsExactly("CPR | American Red Cross | null");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Experience\nSupervised five RNs and the cleaners\n",
                "Summary\nCPA candidate with six years of practice\n",
                "Experience\nWrote cpr software for clinics\n",
                "References\nSam Poe, PMP, Lake Hospital\n",
            })
    void claims_nothing_that_the_candidate_does_not(String text) {
        assertThat(names(text)).isEmpty();
    }

    private List<String> names(String text) {
        return finder.find(SectionFinder.find(text)).stream()
                .map(Field::value)
                .map(one -> one.name() + " | " + one.issuer() + " | " + one.date())
                .toList();
    }
}
