package dev.matchmill.jobs.retain;

import static dev.matchmill.jobs.retain.RetentionDatabase.AMERICAN;
import static dev.matchmill.jobs.retain.RetentionDatabase.GERMAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matchmill.migrations.PreconditionException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which plans may be applied, and what becomes of one that was interrupted. */
class PlanAdmissionIT {

    private RetentionDatabase data;

    @BeforeEach
    void open() {
        data = new RetentionDatabase();
    }

    @AfterEach
    void close() {
        data.close();
    }

    @Test
    void a_plan_made_with_other_rules_is_stale_also_in_the_middle_of_its_application() {
        data.messages(GERMAN, 1, 4, "2024-01-01");
        long plan = data.plan();
        AtomicInteger pieces = new AtomicInteger();
        PlanMaker.Pieces changing =
                new PlanMaker.Pieces() {
                    @Override
                    public <T> T inNew(Supplier<T> work) {
                        T result = data.transactions.inNew(work);
                        if (data.count("messages") == 2 && pieces.getAndIncrement() == 0) {
                            data.rule("S 1 99M status", "communication", "delete");
                        }
                        return result;
                    }
                };
        RetainSettings two = new RetainSettings(0.1, 50, Duration.ofDays(3), 2, 20);

        assertThatThrownBy(() -> data.apply(plan, changing, two))
                .isInstanceOf(PreconditionException.class)
                .hasMessageContaining("rules changed");

        assertThat(data.count("messages")).isEqualTo(2);
        assertThat(data.admission(plan)).isInstanceOf(Admission.Stale.class);
    }

    @Test
    void an_application_goes_on_where_the_last_commit_was() {
        data.messages(GERMAN, 1, 9, "2024-01-01");
        long plan = data.plan();
        AtomicInteger pieces = new AtomicInteger();
        PlanMaker.Pieces dying =
                new PlanMaker.Pieces() {
                    @Override
                    public <T> T inNew(Supplier<T> work) {
                        return data.transactions.inNew(() -> {
                            T result = work.get();
                            if (data.count("messages") < 6 && pieces.getAndIncrement() == 0) {
                                throw new IllegalStateException("killed before the commit");
                            }
                            return result;
                        });
                    }
                };
        RetainSettings two = new RetainSettings(0.1, 50, Duration.ofDays(3), 2, 20);

        assertThatThrownBy(() -> data.apply(plan, dying, two)).hasMessageContaining("killed");
        assertThat(data.states(plan)).containsEntry("open", data.count("messages"));
        assertThat(data.count("messages")).isBetween(1L, 8L);

        data.apply(plan);

        assertThat(data.count("messages")).isZero();
        assertThat(data.states(plan)).containsOnlyKeys("done");
        assertThat(data.texts("SELECT sum(rows_affected)::text FROM compliance.retention_actions"))
                .containsExactly("9");
    }

    @Test
    void a_tenant_that_would_lose_too_much_is_found_before_the_first_deletion() {
        data.messages(GERMAN, 1, 61, "2024-01-01");
        data.messages(GERMAN, 101, 548, "2026-01-01");
        data.messages(AMERICAN, 1001, 50, "2024-01-01"); // all of them, and not above the floor
        long plan = data.plan();

        assertThat(data.admission(plan))
                .isInstanceOfSatisfying(
                        Admission.OverCap.class,
                        over ->
                                assertThat(over.sentence())
                                        .contains("organization 1 would lose 61 of 609 rows")
                                        .doesNotContain("organization 2"));
        data.messages(GERMAN, 2001, 1, "2026-01-01");
        assertThat(data.admission(data.plan())).isEqualTo(new Admission.Admitted());
    }

    @Test
    void a_plan_that_is_too_old_or_of_the_future_or_incomplete_is_stale() {
        data.message(1, GERMAN, "2024-01-01");
        long plan = data.plan();
        assertThat(data.admission(plan)).isEqualTo(new Admission.Admitted());
        data.today("2026-11-18T10:00:01Z");
        assertThat(data.admission(plan)).isInstanceOf(Admission.Stale.class);
        data.today("2026-11-18T10:00:00Z");
        assertThat(data.admission(plan)).isEqualTo(new Admission.Admitted());
        data.today("2026-11-15T09:59:59Z");
        assertThat(data.admission(plan)).isInstanceOf(Admission.Stale.class);
        data.today("2026-11-15T10:00:00Z");
        data.execute("UPDATE compliance.retention_plans SET made_at = NULL");
        assertThat(data.admission(plan)).isInstanceOf(Admission.Stale.class);
        assertThatThrownBy(() -> data.admission(4711))
                .isInstanceOf(PreconditionException.class)
                .hasMessageContaining("4711");
    }
}
