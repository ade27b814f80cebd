package dev.matchmill.jobs.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matchmill.jobs.hold.PlaceHold.End;
import dev.matchmill.migrations.type.HoldSubjectType;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;

class PlaceHoldIT {

    private final HeldWorld world = HeldWorld.fresh();

    @Test
    void a_hold_is_written_with_who_when_and_what_and_audited() {
        HoldOrder order =
                new HoldOrder(
                        " case ",
                        " Smith sues ",
                        Optional.of(world.id()),
                        List.of(
                                world.reference("candidate:"),
                                world.reference("posting:REF-" + world.id()),
                                world.reference("posting:")),
                        Optional.of(LocalDate.of(2027, 9, 1)));

        End end = world.place(order);

        long id = ((End.Placed) end).id();
        assertThat(
                        world.text(
                                """
                                SELECT concat_ws('|', name, reason, organization_id, review_at,
                                                 placed_by_user_id,
                                                 placed_at = '2027-03-01 12:00Z', released_at)
                                FROM compliance.legal_holds WHERE id =\
                                """
                                        + " "
                                        + id))
                .isEqualTo("case|Smith sues|%1$d|2027-09-01|%1$d|t".formatted(world.id()));
        assertThat(new LegalHolds(HoldDatabase.get().privacy()).subjects(id))
                .containsExactly(
                        world.subject(HoldSubjectType.JOB),
                        world.subject(HoldSubjectType.CANDIDATE));
        assertThat(
                        world.count(
                                "compliance.legal_hold_subjects WHERE added_at = '2027-03-01"
                                        + " 12:00Z' AND hold_id = "
                                        + id))
                .isEqualTo(2);
        assertThat(
                        world.text(
                                """
                                SELECT DISTINCT concat_ws('|', actor_type, actor_user_id, request_id)
                                FROM compliance.audit_log
                                WHERE table_name = 'legal_holds' AND row_id = '%d'
                                """
                                        .formatted(id)))
                .isEqualTo("user|%d|hold place".formatted(world.id()));
    }

    @Test
    void without_a_named_user_the_actor_is_the_batch() {
        HoldWrites nameless =
                HoldDatabase.get().writes("hold place", Optional.empty(), Duration.ofSeconds(20));

        End end = new PlaceHold(nameless).place(world.order("candidate:"));

        assertThat(
                        world.text(
                                """
                                SELECT concat_ws('|', actor_type, actor_user_id, request_id)
                                FROM compliance.audit_log
                                WHERE table_name = 'legal_holds' AND row_id = '%d'
                                """
                                        .formatted(((End.Placed) end).id())))
                .isEqualTo("batch|hold place");
    }

    @ParameterizedTest
    @ValueSource(strings = {"organization", "jobs", "candidates", "applications"})
    void what_is_held_is_neither_deleted_nor_anonymised(String kind) {
        String reference =
                switch (kind) {
                    case "organization" -> "organization:";
                    case "jobs" -> "posting:";
                    case "candidates" -> "candidate:";
                    default -> "application:";
                };
        String table = kind.equals("organization") ? "organizations" : kind;
        world.hold(reference);

        assertThatThrownBy(() -> world.execute("DELETE FROM " + table + " WHERE id = :id"))
                .isInstanceOf(DataAccessException.class)
                .hasStackTraceContaining("legal hold");
        assertThatThrownBy(() ->
                        world.execute(
                                "UPDATE applications SET anonymized_at = now() WHERE id = :id"))
                .hasStackTraceContaining("legal hold");
    }

    @Test
    void ordering_the_same_again_changes_nothing() {
        long id = world.hold("candidate:", "posting:");
        long holds = world.count("compliance.legal_holds");

        assertThat(world.place(world.order("posting:", "candidate:", "posting:")))
                .isEqualTo(new End.WasPlaced(id));
        assertThat(world.count("compliance.legal_holds")).isEqualTo(holds);
    }

    @Test
    void a_name_that_means_something_else_already_is_refused() {
        long id = world.hold("candidate:");
        HoldOrder same = world.order("candidate:");
        End taken = new End.NameTaken(id);

        assertThat(world.place(world.order("posting:"))).isEqualTo(taken);
        assertThat(world.place(with(same, "another reason", same.organization(), same.review())))
                .isEqualTo(taken);
        assertThat(world.place(with(same, same.reason(), Optional.of(world.id()), same.review())))
                .isEqualTo(taken);
        assertThat(world.place(with(same, same.reason(), Optional.empty(), Optional.empty())))
                .isEqualTo(taken);
        assertThat(world.count("compliance.legal_holds WHERE name = 'case :id'")).isEqualTo(1);
    }

    @Test
    void the_name_of_a_released_hold_is_free() {
        long id = world.hold("candidate:");
        world.release(id);

        assertThat(world.place(world.order("posting:"))).isInstanceOf(End.Placed.class);
    }

    @Test
    void what_is_unknown_erased_or_merged_is_refused_with_all_reasons_and_nothing_is_placed() {
        HeldWorld other = HeldWorld.fresh();
        HeldWorld merged = HeldWorld.fresh();
        HeldWorld application = HeldWorld.fresh();
        other.execute("UPDATE candidates SET anonymized_at = now() WHERE id = :id");
        merged.execute("UPDATE candidates SET merged_into_id = " + world.id() + " WHERE id = :id");
        application.execute(
                "UPDATE applications SET anonymized_at = now(), candidate_email ="
                        + " 'erased-:id@erased.invalid' WHERE id = :id");

        End end =
                world.place(
                        world.order(
                                "candidate:" + other.id(),
                                "candidate:" + merged.id(),
                                "application:" + application.id(),
                                "posting:NOWHERE",
                                "organization:Nobody",
                                "candidate:3",
                                "candidate:"));

        assertThat(end)
                .isEqualTo(
                        new End.Refused(
                                List.of(
                                        "candidate:%d was erased: nothing of it is left that a hold"
                                                        .formatted(other.id())
                                                + " could keep.",
                                        "candidate:%d was merged into candidate:%d: name that one."
                                                .formatted(merged.id(), world.id()),
                                        "application:%d was erased: nothing of it is left that a"
                                                        .formatted(application.id())
                                                + " hold could keep.",
                                        "There is no posting:NOWHERE, live or archived.",
                                        "There is no organization:Nobody, live or archived.",
                                        "There is no candidate:3, live or archived.")));
        assertThat(world.count("compliance.legal_holds WHERE name = 'case :id'")).isZero();
    }

    @Test
    void within_an_organization_only_its_own_is_found() {
        HeldWorld other = HeldWorld.fresh();
        other.execute("UPDATE jobs SET external_ref = 'SHARED' WHERE id = :id");
        world.execute("UPDATE jobs SET external_ref = 'SHARED' WHERE id = :id");

        assertThat(world.place(world.order("posting:SHARED")))
                .isEqualTo(
                        new End.Refused(
                                List.of(
                                        "2 are called posting:SHARED: name one by its id [%d, %d]."
                                                .formatted(world.id(), other.id()))));
        HoldOrder order = world.order("posting:SHARED", "candidate:");
        assertThat(world.place(with(order, "r", Optional.of(world.id()), Optional.empty())))
                .isInstanceOf(End.Placed.class);
        HoldOrder foreign = other.order("application:" + world.id());
        assertThat(other.place(with(foreign, "r", Optional.of(other.id()), Optional.empty())))
                .isEqualTo(
                        new End.Refused(
                                List.of(
                                        "There is no application:%d of organization %d."
                                                .formatted(world.id(), other.id()))));
    }

    @Test
    void a_reference_goes_before_an_id() {
        HeldWorld other = HeldWorld.fresh();
        other.execute(
                "UPDATE jobs SET external_ref = '" + world.id() + "' WHERE id = " + other.id());

        long id = world.hold("posting:");

        assertThat(new LegalHolds(HoldDatabase.get().privacy()).subjects(id))
                .containsExactly(other.subject(HoldSubjectType.JOB));
    }

    @Test
    void whoever_places_it_is_told_what_lies_in_the_archive_or_was_deleted() {
        long archived = world.id() + HeldWorld.ARCHIVED;
        world.execute("UPDATE jobs SET deleted_at = now() WHERE id = :id");

        End end =
                world.place(
                        world.order(
                                "candidate:",
                                "posting:",
                                "posting:" + archived,
                                "application:" + archived,
                                "organization:Works " + world.id(),
                                "application:"));

        assertThat(((End.Placed) end).notes())
                .containsExactly(
                        "candidate:%d: 1 application in the archive, which the hold reaches too."
                                .formatted(world.id()),
                        "posting:%d was deleted and is still there; the hold keeps what is left."
                                .formatted(world.id()),
                        "posting:%d lies in the archive; the hold keeps it there."
                                .formatted(archived),
                        "application:%d lies in the archive; the hold keeps it there."
                                .formatted(archived),
                        "organization:%d: 1 application in the archive, which the hold reaches too."
                                .formatted(world.id()));
        assertThatThrownBy(() ->
                        world.execute(
                                "DELETE FROM archive.applications WHERE application_id = "
                                        + archived))
                .hasStackTraceContaining("legal hold");
    }

    @Test
    void a_deletion_that_takes_too_long_is_not_waited_for_any_longer_and_nothing_is_placed()
            throws Exception {
        try (Connection deleting = HoldDatabase.get().ownerSource().getConnection();
                Statement statement = deleting.createStatement()) {
            deleting.setAutoCommit(false);
            statement.execute("SELECT compliance.share_holds()");

            End end =
                    new PlaceHold(
                                    HoldDatabase.get()
                                            .writes(
                                                    "hold place",
                                                    Optional.empty(),
                                                    Duration.ofMillis(50)))
                            .place(world.order("candidate:"));

            assertThat(end).isEqualTo(new End.Busy());
            deleting.rollback();
        }
        assertThat(world.count("compliance.legal_holds WHERE name = 'case :id'")).isZero();
    }

    @Test
    void a_deletion_in_progress_is_waited_for_and_what_it_ended_is_refused() throws Exception {
        FutureTask<End> placing = new FutureTask<>(() -> world.place(world.order("candidate:")));
        try (Connection deleting = HoldDatabase.get().ownerSource().getConnection();
                Statement statement = deleting.createStatement()) {
            deleting.setAutoCommit(false);
            statement.execute("SELECT compliance.share_holds()");
            statement.execute(
                    "UPDATE candidates SET anonymized_at = now() WHERE id = " + world.id());
            Thread.ofPlatform().start(placing);
            while (world.count(
                            "pg_locks WHERE locktype = 'advisory' AND NOT granted"
                                    + " AND database = (SELECT oid FROM pg_database WHERE datname ="
                                    + " current_database())")
                    == 0) {
                assertThat(placing).isNotDone();
                LockSupport.parkNanos(1_000_000);
            }
            deleting.commit();
        }

        assertThat(placing.get()).isInstanceOf(End.Refused.class);
        assertThat(world.count("compliance.legal_holds WHERE name = 'case :id'")).isZero();
    }

    @Test
    void an_order_needs_a_name_a_reason_and_a_subject() {
        List<SubjectReference> subjects = List.of(world.reference("candidate:"));
        Optional<Long> none = Optional.empty();

        assertThatThrownBy(() -> new HoldOrder(" ", "r", none, subjects, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new HoldOrder("n", " ", none, subjects, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new HoldOrder("n", "r", none, List.of(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static HoldOrder with(
            HoldOrder order,
            String reason,
            Optional<Long> organization,
            Optional<LocalDate> review) {
        return new HoldOrder(order.name(), reason, organization, order.subjects(), review);
    }
}
