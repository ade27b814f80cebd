package dev.matchmill.jobs.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class DiagnosisTest {

    private static final Finding FIT = Finding.ok("java", "25");
    private static final Finding AWAY = Finding.fail("database", "no answer", "Start it.");
    private static final Finding FULL = Finding.fail("home", "full", "Free some space.");

    @Test
    void prints_a_line_a_check_and_cures_below_what_is_not_fit() {
        Diagnosis diagnosis =
                new Diagnosis(List.of(FIT, Finding.warn("tls", "none", "Turn it on.")), false);

        assertThat(diagnosis.toTable())
                .isEqualTo(
                        """
                        verdict  check  found
                        ok       java   25
                        WARN     tls    none
                                        → Turn it on.

                        2 checks: 1 ok, 1 to watch, 0 failed. Matchmill can run.
                        """);
    }

    @Test
    void waits_only_where_nothing_but_the_database_is_amiss() {
        assertThat(new Diagnosis(List.of(FIT, AWAY), true).onlyWaits()).isTrue();
        assertThat(new Diagnosis(List.of(FULL, AWAY), true).onlyWaits()).isFalse();
        assertThat(new Diagnosis(List.of(FIT, AWAY), false).onlyWaits()).isFalse();
    }

    @Test
    void a_finding_that_is_not_ok_names_a_cure_and_an_ok_one_none() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Finding("tls", Verdict.WARN, "none", ""));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Finding("tls", Verdict.OK, "there", "Nothing."));
    }
}
