package dev.matchmill.jobs.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matchmill.jobs.hold.ReleaseHold.End;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleaseHoldIT {

    private final HeldWorld world = HeldWorld.withChildren();

    @Test
    void a_release_says_who_when_and_why_and_is_audited() {
        long hold = world.hold("candidate:");

        End end = world.release(hold);

        assertThat(end).isInstanceOf(End.Released.class);
        assertThat(
                        world.text(
                                """
                                SELECT concat_ws('|', released_at = '2027-03-01 12:00Z',
                                                 released_by_user_id, release_reason)
                                FROM compliance.legal_holds WHERE id =\
                                """
                                        + " "
                                        + hold))
                .isEqualTo("t|%d|settled".formatted(world.id()));
        assertThat(
                        world.text(
                                """
                                SELECT concat_ws('|', actor_type, actor_user_id, request_id)
                                FROM compliance.audit_log
                                WHERE table_name = 'legal_holds' AND row_id = '%d'
                                  AND action = 'update'
                                """
                                        .formatted(hold)))
                .isEqualTo("user|%d|hold release".formatted(world.id()));
    }

    @ParameterizedTest
    @CsvSource({
        "organization:, 11, ''",
        "candidate:, 9, users jobs",
        "posting:, 9, users archive.applications",
        "application:, 8, users jobs archive.applications"
    })
    void the_last_days_of_what_it_covered_are_set_anew(String kind, long count, String kept) {
        HeldWorld bystander = HeldWorld.withChildren();
        List<String> before = bystander.due();
        long hold = world.hold(kind);

        End end = world.release(hold);

        // A candidate's own login is covered with the candidate; the recruiter's is not.
        assertThat(String.join(" ", world.due())).isEqualTo(kept);
        assertThat(end).isEqualTo(new End.Released(count, 0));
        assertThat(bystander.due()).isEqualTo(before);
        assertThat(before).hasSize(10);
    }

    @Test
    void an_erasure_that_only_this_hold_blocked_goes_on() {
        long hold = world.hold("application:");
        request("candidate_id", "now()", "blocked_by_hold");

        End end = world.release(hold);

        assertThat(((End.Released) end).requests()).isEqualTo(1);
        assertThat(status()).isEqualTo("approved");
    }

    @Test
    void an_erasure_that_another_hold_blocks_waits_on() {
        long hold = world.hold("application:");
        world.hold2("candidate:");
        request("candidate_id", "now()", "blocked_by_hold");

        assertThat(((End.Released) world.release(hold)).requests()).isZero();
        assertThat(status()).isEqualTo("blocked_by_hold");
        finish();
    }

    @Test
    void an_erasure_of_a_login_or_of_an_archived_person_waits_for_its_own_hold() {
        HeldWorld other = HeldWorld.fresh();
        long hold = other.hold("candidate:");
        world.hold("organization:");
        request("user_id", "now()", "blocked_by_hold");
        request("NULL", "now()", "blocked_by_hold");

        assertThat(((End.Released) other.release(hold)).requests()).isZero();
        assertThat(
                        world.count(
                                "compliance.data_subject_requests WHERE status = 'blocked_by_hold'"
                                        + " AND subject_fingerprint = sha256('f:id')"))
                .isEqualTo(2);
        finish();
    }

    @Test
    void a_request_whose_identity_was_never_checked_goes_back_to_that() {
        long hold = world.hold("candidate:");
        request("candidate_id", "NULL", "blocked_by_hold");

        world.release(hold);

        assertThat(status()).isEqualTo("identity_check");
    }

    @Test
    void other_requests_stay_as_they_are() {
        long hold = world.hold("candidate:");
        request("candidate_id", "now()", "in_progress");

        assertThat(((End.Released) world.release(hold)).requests()).isZero();
        assertThat(status()).isEqualTo("in_progress");
    }

    @Test
    void releasing_twice_changes_nothing_and_what_is_unknown_is_said() {
        long hold = world.hold("candidate:");
        world.release(hold);
        String version = "SELECT xmin::text FROM compliance.legal_holds WHERE id = " + hold;
        String before = world.text(version);

        assertThat(world.release(hold)).isEqualTo(new End.WasReleased(HoldDatabase.NOW));
        assertThat(world.text(version)).isEqualTo(before);
        assertThat(world.release(Long.MAX_VALUE)).isEqualTo(new End.Unknown());
    }

    @Test
    void what_was_held_may_go_afterwards() {
        world.release(world.hold("application:"));

        world.execute(
                "DELETE FROM offers WHERE id = :id; DELETE FROM background_checks WHERE id ="
                        + " :id; DELETE FROM applications WHERE id = :id");

        assertThat(world.count("applications WHERE id = :id")).isZero();
    }

    @Test
    void a_release_fails_whole_or_not_at_all() {
        long hold = world.hold("organization:");
        world.execute(
                """
                CREATE FUNCTION refuse_:id() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN RAISE EXCEPTION 'no'; END $$;
                CREATE TRIGGER trg_refuse_:id BEFORE UPDATE ON offers FOR EACH ROW
                WHEN (OLD.id = :id) EXECUTE FUNCTION refuse_:id()
                """);

        assertThatThrownBy(() -> world.release(hold)).hasStackTraceContaining("no");

        assertThat(world.count("compliance.open_hold_subjects WHERE subject_id = :id"))
                .isEqualTo(1);
        assertThat(world.due()).hasSize(10);
        world.execute("DROP TRIGGER trg_refuse_:id ON offers");
    }

    @Test
    void a_deletion_in_progress_keeps_a_hold_from_being_released() throws Exception {
        long hold = world.hold("candidate:");
        try (Connection deleting = HoldDatabase.get().ownerSource().getConnection();
                Statement statement = deleting.createStatement()) {
            deleting.setAutoCommit(false);
            statement.execute("SELECT compliance.share_holds()");

            End end =
                    new ReleaseHold(
                                    HoldDatabase.get()
                                            .writes("r", Optional.empty(), Duration.ofMillis(50)))
                            .release(hold, "r");

            assertThat(end).isEqualTo(new End.Busy());
            deleting.rollback();
        }
        assertThatThrownBy(() -> new ReleaseHold(world.writes("r")).release(hold, " "))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(world.release(hold)).isInstanceOf(End.Released.class);
    }

    private void request(String subject, String verified, String status) {
        String column = subject.equals("NULL") ? "candidate_id" : subject;
        String value =
                switch (subject) {
                    case "NULL" -> "NULL";
                    case "user_id" -> ":id + 500000";
                    default -> ":id";
                };
        world.execute(
                """
                INSERT INTO compliance.data_subject_requests
                    (request_type, scope, %s, subject_fingerprint, status, identity_verified_at)
                VALUES ('erasure', 'platform', %s, sha256('f:id'), '%s', %s)
                """
                        .formatted(column, value, status, verified));
    }

    private void finish() {
        world.execute(
                "DELETE FROM compliance.data_subject_requests WHERE subject_fingerprint ="
                        + " sha256('f:id')");
    }

    private String status() {
        return world.text(
                "SELECT status::text FROM compliance.data_subject_requests WHERE"
                        + " subject_fingerprint = sha256('f:id')");
    }
}
