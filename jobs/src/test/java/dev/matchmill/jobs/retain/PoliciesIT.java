package dev.matchmill.jobs.retain;

import static dev.matchmill.jobs.retain.RetentionDatabase.GERMAN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.migrations.type.RetentionAnchor;
import java.io.StringReader;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Rules as rows and as a file. */
class PoliciesIT {

    private RetentionDatabase data;
    private PolicyRows rows;

    @BeforeEach
    void open() {
        data = new RetentionDatabase();
        rows = new PolicyRows(data.jdbc);
    }

    @AfterEach
    void close() {
        data.close();
    }

    @Test
    void j17_every_shipped_rule_names_its_source_and_is_to_be_confirmed() {
        assertThat(rows.read().policies())
                .hasSizeGreaterThan(30)
                .allSatisfy(it -> {
                    assertThat(it.source()).isNotBlank();
                    assertThat(it.isConfirmed()).isFalse();
                });
        assertThat(rows.read().policies())
                .extracting(it -> it.source().split("[,: ]", 2)[0])
                .contains(
                        "EEOC",
                        "Cal.",
                        "AGG",
                        "GlBG",
                        "CNIL",
                        "Autoriteit",
                        "Equality",
                        "ICO",
                        "Regulation");
        assertThat(rows.read().unconfirmed(LocalDate.of(2026, 11, 15)))
                .hasSameSizeAs(rows.read().policies());
    }

    @Test
    void what_is_printed_can_be_read_and_changes_nothing() {
        PolicySet before = rows.read();

        List<RetentionPolicy> read =
                PolicyFile.read(new StringReader(PolicyFile.print(before.policies())));
        int changed = rows.store(read);

        assertThat(changed).isZero();
        assertThat(rows.read()).isEqualTo(before);
    }

    @Test
    void a_changed_rule_has_to_be_confirmed_anew() {
        List<Long> ids = rows.read().policies().stream().map(RetentionPolicy::id).toList();
        OffsetDateTime now = data.now.atOffset(ZoneOffset.UTC);
        assertThat(rows.confirm(ids, now)).isEqualTo(ids.size());
        assertThat(rows.confirm(ids, now)).isZero();
        String fingerprint = rows.read().fingerprint();

        int changed =
                rows.store(
                        PolicyFile.read(
                                new StringReader(
                                        """
                                        organization,country,region,class,action,kind,anchor,period,basis,source,from,to
                                        ,DE,,application,anonymise,maximum,status_changed,P5M,b,s,2020-01-01,
                                        2,US,CA,application,anonymise,standard,last_activity,P1M15D,b,s,2026-01-01,2027-01-01
                                        """)));

        assertThat(changed).isEqualTo(2);
        assertThat(rows.read().unconfirmed(LocalDate.of(2026, 11, 15)))
                .extracting(RetentionPolicy::period)
                .containsExactlyInAnyOrder(Period.ofMonths(5), Period.of(0, 1, 15));
        assertThat(rows.read().fingerprint()).isNotEqualTo(fingerprint);
    }

    @Test
    void a_period_of_hours_is_a_day() {
        data.execute(
                "UPDATE compliance.retention_policies SET period = '2 days 3 hours' WHERE"
                        + " retention_class = 'session'");

        assertThat(rows.read().policies())
                .filteredOn(it -> it.retentionClass().label().equals("session"))
                .extracting(RetentionPolicy::period)
                .containsExactly(Period.ofDays(3));
    }

    @Test
    void a_contractor_keeps_for_two_years() {
        rows.store(PolicyFile.read(new StringReader(PolicyFile.ofContractor(2))));

        assertThat(rows.read().policies())
                .filteredOn(it -> it.source().startsWith("OFCCP"))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.period()).isEqualTo(Period.ofMonths(24));
                    assertThat(it.scope()).isEqualTo(new RetentionPolicy.Scope(2L, "US", null));
                });
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "decisions.csv", delimiter = ';', numLinesToSkip = 1)
    void the_function_of_the_database_decides_alike_where_there_is_one_clock_and_no_clash(
            String name,
            @Nullable String text,
            String place,
            String zone,
            String changed,
            @Nullable String active,
            LocalDate today,
            @Nullable LocalDate due,
            @Nullable Long rule,
            @Nullable LocalDate restricted) {
        List<RetentionPolicy> rules = RuleText.rules(text);
        boolean sameClock =
                rules.stream().allMatch(it -> it.anchor() == RetentionAnchor.STATUS_CHANGED);
        boolean hasRegions = rules.stream().anyMatch(it -> it.scope().region() != null);
        if (!sameClock || hasRegions || restricted != null) {
            return;
        }
        data.execute("DELETE FROM compliance.retention_policies");
        data.execute("INSERT INTO organizations (id, name) VALUES (3, 'C'), (4, 'D')");
        rows.store(rules);
        Jurisdiction at = RuleText.place(place);

        Optional<String> period =
                data.jdbc
                        .sql(
                                """
                                SELECT ((CAST(:changed AS timestamptz) AT TIME ZONE :zone)::date
                                        + compliance.retention_period(
                                            CAST(:organization AS bigint), :country,
                                            'application', 'anonymise', :today))::date::text
                                """)
                        .param("changed", changed)
                        .param("zone", zone)
                        .param("organization", at.organization())
                        .param("country", at.country())
                        .param("today", today)
                        .query((row, _) -> Optional.ofNullable(row.getString(1)))
                        .single();

        assertThat(period).as(name).isEqualTo(Optional.ofNullable(due).map(LocalDate::toString));
    }

    @Test
    void a_shorter_period_makes_rows_due_now_and_in_the_weeks_to_come() {
        data.rule("S 1 24M status", "communication", "delete");
        data.execute(
                "DELETE FROM compliance.retention_policies WHERE retention_class ="
                        + " 'communication'");
        data.execute(
                """
                INSERT INTO compliance.retention_policies
                    (retention_class, action, anchor, period, effective_from)
                VALUES ('communication', 'delete', 'created_at', '24 months', '2020-01-01')
                """);
        data.messages(GERMAN, 1, 3, "2024-11-01"); // due by both
        data.messages(GERMAN, 11, 4, "2025-11-15"); // due by the other today
        data.message(21, GERMAN, "2025-11-17"); // due by the other in two days
        data.message(22, GERMAN, "2026-05-16"); // on the last day that is looked at
        data.message(23, GERMAN, "2026-05-17"); // a day later
        PolicySet present = rows.read();
        PolicySet other =
                present.amendedBy(
                        PolicyFile.read(
                                new StringReader(
                                        """
                                        organization,country,region,class,action,kind,anchor,period,basis,source,from,to
                                        ,,,communication,delete,standard,created_at,P12M,b,s,2020-01-01,
                                        """)));

        List<PolicyDifference> all = PolicyDifference.between(data.jdbc, present, other, data.now);

        assertThat(all)
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.table()).isEqualTo("public.messages");
                    assertThat(weeks(it.before())).isEqualTo(Map.of(0, 3L));
                    assertThat(weeks(it.after())).isEqualTo(Map.of(0, 7L, 1, 1L, 26, 1L));
                });
        assertThat(new RetentionText(data.json).differenceTable(all)).contains("3 -> 7");
        assertThat(PolicyDifference.between(data.jdbc, present, present, Instant.EPOCH)).isEmpty();
        assertThat(data.count("messages")).isEqualTo(10);
    }

    private static Map<Integer, Long> weeks(List<Long> counts) {
        return IntStream.range(0, counts.size())
                .boxed()
                .filter(week -> counts.get(week) > 0)
                .collect(Collectors.toMap(week -> week, counts::get));
    }
}
