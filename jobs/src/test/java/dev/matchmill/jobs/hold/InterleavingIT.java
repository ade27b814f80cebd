package dev.matchmill.jobs.hold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.config.database.WorkingRole;
import dev.matchmill.migrations.type.HoldSubjectType;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Promise G4: a hold beats every deletion, whichever statement of it the hold arrives at. */
class InterleavingIT {

    private static final int SCHEDULES = 200;
    private static final long SEED = 20_261_122;
    private static final String HELD = "23001";
    private static final String GONE = "P0002";

    private static final Map<HoldSubjectType, String> TABLES =
            new EnumMap<>(
                    Map.of(
                            HoldSubjectType.ORGANIZATION, "organizations",
                            HoldSubjectType.JOB, "jobs",
                            HoldSubjectType.CANDIDATE, "candidates",
                            HoldSubjectType.APPLICATION, "applications"));

    private static final Map<HoldSubjectType, String> HELD_VIEWS =
            new EnumMap<>(
                    Map.of(
                            HoldSubjectType.ORGANIZATION, "held_organizations",
                            HoldSubjectType.JOB, "held_jobs",
                            HoldSubjectType.CANDIDATE, "held_candidates",
                            HoldSubjectType.APPLICATION, "held_applications"));

    private static final Map<HoldSubjectType, String> KEYS =
            new EnumMap<>(
                    Map.of(
                            HoldSubjectType.ORGANIZATION, "organization_id",
                            HoldSubjectType.JOB, "job_id",
                            HoldSubjectType.CANDIDATE, "candidate_id",
                            HoldSubjectType.APPLICATION, "application_id"));

    // Goes first, so that a deletion that is refused later must bring it back.
    private static final String MESSAGE =
            """
            INSERT INTO messages (id, organization_id, application_id, channel, direction, body)
            VALUES (:id, :id, :id, 'email', 'inbound', 'b')
            """;

    private final HoldDatabase database = HoldDatabase.get();

    @Test
    void a_hold_and_a_deletion_meet_in_200_ways_and_a_held_row_is_never_gone() throws Exception {
        Map<String, Integer> ends = new TreeMap<>();
        int number = 0;
        for (Schedule schedule : Schedule.all(SCHEDULES, new Random(SEED))) {
            String end = play(schedule);
            assertThat(end)
                    .as("schedule %d of seed %d: %s", number, SEED, schedule)
                    .isIn("held", "deleted before");
            ends.merge(end, 1, Integer::sum);
            number++;
        }

        assertThat(number).isEqualTo(SCHEDULES);
        assertThat(ends.get("held")).isGreaterThan(SCHEDULES / 4);
        assertThat(ends.get("deleted before")).isGreaterThan(SCHEDULES / 4);
    }

    @Test
    void a_deletion_of_rows_below_that_did_not_share_the_lock_would_miss_the_hold()
            throws Exception {
        assertThat(messageIsLost(false)).isTrue();
        assertThat(messageIsLost(true)).isFalse();
    }

    /** Whether a message of a held application is gone, when the hold comes after the look. */
    private boolean messageIsLost(boolean isShared) throws SQLException {
        HeldWorld world = HeldWorld.fresh();
        world.execute(MESSAGE);
        Schedule schedule = new Schedule(HoldSubjectType.APPLICATION, false, List.of());
        List<String> careful = deleting(schedule, world);
        List<String> careless =
                List.of("SELECT 1", careful.get(1), careful.get(2), "SELECT 1", "COMMIT");
        boolean isPlacedFirst;
        try (Side placing =
                        new Side(
                                database.connections(WorkingRole.PRIVACY).open(),
                                database.owner(),
                                placing(schedule, world));
                Side deleting =
                        new Side(
                                database.ownerSource().getConnection(),
                                database.owner(),
                                isShared ? careful : careless)) {
            deleting.step();
            deleting.step();
            for (int step = 0; step < Schedule.STEPS; step++) {
                placing.step();
            }
            isPlacedFirst = world.count("compliance.legal_holds WHERE id = :id") == 1;
            deleting.step();
            deleting.step();
            deleting.step();
            deleting.end();
            placing.end();
        }
        return isPlacedFirst && world.count("messages WHERE id = :id") == 0;
    }

    /** How the two ended; anything but the two good ends says what went wrong. */
    private String play(Schedule schedule) throws SQLException {
        HeldWorld world = HeldWorld.fresh();
        world.execute(MESSAGE);
        String hold;
        String deletion;
        try (Side placing =
                        new Side(
                                database.connections(WorkingRole.PRIVACY).open(),
                                database.owner(),
                                placing(schedule, world));
                Side deleting =
                        new Side(
                                database.ownerSource().getConnection(),
                                database.owner(),
                                deleting(schedule, world))) {
            schedule.turns().forEach(isHold -> (isHold ? placing : deleting).step());
            hold = placing.end();
            deletion = deleting.end();
        }
        boolean isPlaced = world.count("compliance.open_hold_subjects WHERE subject_id = :id") == 1;
        String table = TABLES.get(schedule.type());
        boolean isThere =
                world.count(
                                table
                                        + " WHERE id = :id"
                                        + (schedule.isAnonymised()
                                                ? " AND anonymized_at IS NULL"
                                                : ""))
                        == 1;
        boolean areChildrenThere = world.count("messages WHERE id = :id") == 1;
        if (isPlaced && isThere && areChildrenThere && hold.isEmpty() && deletion.equals(HELD)) {
            return "held";
        }
        if (!isPlaced && !isThere && !areChildrenThere && hold.equals(GONE)) {
            return deletion.isEmpty() ? "deleted before" : "deletion ended with " + deletion;
        }
        return "placed %s there %s children %s hold '%s' deletion '%s'"
                .formatted(isPlaced, isThere, areChildrenThere, hold, deletion);
    }

    // What PlaceHold does, statement by statement.
    private static List<String> placing(Schedule schedule, HeldWorld world) {
        String type = schedule.type().label();
        String there =
                """
                DO $$ BEGIN
                  IF NOT EXISTS (SELECT 1 FROM %s WHERE id = %d%s) THEN
                    RAISE EXCEPTION 'gone' USING ERRCODE = 'P0002';
                  END IF;
                END $$
                """
                        .formatted(
                                TABLES.get(schedule.type()),
                                world.id(),
                                schedule.isAnonymised() ? " AND anonymized_at IS NULL" : "");
        return List.of(
                "SELECT compliance.lock_holds()",
                there,
                "INSERT INTO compliance.legal_holds (id, name, reason) VALUES (%d, 'n', 'r')"
                        .formatted(world.id()),
                """
                INSERT INTO compliance.legal_hold_subjects (hold_id, subject_type, subject_id)
                VALUES (%1$d, '%2$s', %1$d)
                """
                        .formatted(world.id(), type),
                "COMMIT");
    }

    // What every deleting job does: shares the lock, looks who is held, ends what is not.
    private static List<String> deleting(Schedule schedule, HeldWorld world) {
        String held = HELD_VIEWS.get(schedule.type());
        String look =
                """
                DO $$ BEGIN
                  IF EXISTS (SELECT 1 FROM compliance.%s WHERE %d = ANY (ARRAY[%s])) THEN
                    RAISE EXCEPTION 'held' USING ERRCODE = '23001';
                  END IF;
                END $$
                """
                        .formatted(held, world.id(), KEYS.get(schedule.type()));
        String end =
                schedule.isAnonymised()
                        ? "UPDATE %s SET anonymized_at = now() WHERE id = %d"
                        : "DELETE FROM %s WHERE id = %d";
        return List.of(
                "SELECT compliance.share_holds()",
                look,
                "DELETE FROM messages WHERE id = " + world.id(),
                end.formatted(TABLES.get(schedule.type()), world.id()),
                "COMMIT");
    }
}
