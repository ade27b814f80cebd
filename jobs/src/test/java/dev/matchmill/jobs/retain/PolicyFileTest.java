package dev.matchmill.jobs.retain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matchmill.migrations.PreconditionException;
import java.io.StringReader;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused in rules, settings, places and weeks. */
class PolicyFileTest {

    private static final String HEADER =
            "organization,country,region,class,action,kind,anchor,period,basis,source,from,to\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x,,,application,anonymise,standard,closed,P1M,b,s,2020-01-01,",
                ",de,,application,anonymise,standard,closed,P1M,b,s,2020-01-01,",
                ",,CA,application,anonymise,standard,closed,P1M,b,s,2020-01-01,",
                ",US,ca,application,anonymise,standard,closed,P1M,b,s,2020-01-01,",
                ",,,resume,anonymise,standard,closed,P1M,b,s,2020-01-01,",
                ",,,application,burn,standard,closed,P1M,b,s,2020-01-01,",
                ",,,application,anonymise,usual,closed,P1M,b,s,2020-01-01,",
                ",,,application,anonymise,standard,birth,P1M,b,s,2020-01-01,",
                ",,,application,anonymise,standard,closed,1 month,b,s,2020-01-01,",
                ",,,application,anonymise,standard,closed,P-1M,b,s,2020-01-01,",
                ",,,application,anonymise,standard,closed,P1M,b,s,,",
                ",,,application,anonymise,standard,closed,P1M,b,s,2020-01-01,2020-01-01",
                "7,,,application,anonymise,maximum,closed,P1M,b,s,2020-01-01,"
            })
    void a_line_that_cannot_be_understood_is_named(String line) {
        String good = ",,,application,anonymise,standard,closed,P1M,b,s,2020-01-01,2020-01-02\n";

        assertThatThrownBy(() -> PolicyFile.read(new StringReader(HEADER + good + line)))
                .isInstanceOf(PreconditionException.class)
                .hasMessageContaining("rule 2 of the file");
        assertThat(PolicyFile.read(new StringReader(HEADER + good))).hasSize(1);
    }

    @Test
    void another_header_is_refused() {
        assertThatThrownBy(() -> PolicyFile.read(new StringReader("a,b\n1,2\n")))
                .isInstanceOf(PreconditionException.class)
                .hasMessageContaining("the first line must be: organization,country");
    }

    @Test
    void the_fingerprint_changes_with_all_that_decides_and_nothing_else() {
        PolicySet set = new PolicySet(RuleText.rules("S * 6M status"));

        assertThat(new PolicySet(RuleText.rules("S * 7M status")).fingerprint())
                .isNotEqualTo(set.fingerprint());
        assertThat(new PolicySet(RuleText.rules("S DE 6M status")).fingerprint())
                .isNotEqualTo(set.fingerprint());
        assertThat(new PolicySet(RuleText.rules("S * 6M activity")).fingerprint())
                .isNotEqualTo(set.fingerprint());
        assertThat(new PolicySet(RuleText.rules("m * 6M status")).fingerprint())
                .isNotEqualTo(set.fingerprint());
        assertThat(new PolicySet(RuleText.rules("S * 6M status to 2030-01-01")).fingerprint())
                .isNotEqualTo(set.fingerprint());
        assertThat(new PolicySet(RuleText.rules("S * 6M status")).fingerprint())
                .isEqualTo(set.fingerprint())
                .hasSize(64);
    }

    @Test
    void an_amendment_replaces_the_rule_of_its_scope_and_keeps_the_others() {
        PolicySet set = new PolicySet(RuleText.rules("S * 6M status, S DE 3M status"));

        PolicySet amended = set.amendedBy(RuleText.rules("S * 9M status, S FR 1M status"));

        assertThat(amended.policies())
                .extracting(it -> it.scope().country() + " " + it.period())
                .containsExactlyInAnyOrder("null P9M", "DE P3M", "FR P1M");
    }

    @ParameterizedTest
    @CsvSource({
        "-400, 0", "0, 0", "1, 1", "7, 1", "8, 2", "14, 2", "175, 25", "176, 26", "182, 26", "183, "
    })
    void a_week_has_seven_days_and_half_a_year_26_weeks(int days, @Nullable Integer week) {
        LocalDate today = LocalDate.of(2026, 11, 15);

        assertThat(PolicyDifference.week(today.plusDays(days), today))
                .isEqualTo(Optional.ofNullable(week));
    }

    @ParameterizedTest
    @CsvSource({
        "US, California, CA",
        "US, calif., CA",
        "US, ca, CA",
        "US, New York, NY",
        "US, Bavaria, ",
        "US, , ",
        "DE, Berlin, ",
        "CA, CA, ",
        ", CA, "
    })
    void states_of_the_united_states_are_known_by_their_names(
            @Nullable String country, @Nullable String state, @Nullable String code) {
        assertThat(Regions.of(country, state)).isEqualTo(code);
    }

    @Test
    void settings_out_of_range_are_refused() {
        Duration day = Duration.ofDays(1);
        assertThatThrownBy(() -> new RetainSettings(0, 1, day, 1, 1))
                .hasMessageContaining("cap-share");
        assertThatThrownBy(() -> new RetainSettings(1.1, 1, day, 1, 1))
                .hasMessageContaining("cap-share");
        assertThatThrownBy(() -> new RetainSettings(1, -1, day, 1, 1))
                .hasMessageContaining("cap-floor");
        assertThatThrownBy(() -> new RetainSettings(1, 0, Duration.ZERO, 1, 1))
                .hasMessageContaining("plan-age");
        assertThatThrownBy(() -> new RetainSettings(1, 0, day, 0, 1))
                .hasMessageContaining("piece-rows");
        assertThatThrownBy(() -> new RetainSettings(1, 0, day, 1, 0))
                .hasMessageContaining("piece-persons");
        assertThat(new RetainSettings(1, 0, day, 1, 1).capShare()).isEqualTo(1);
    }
}
