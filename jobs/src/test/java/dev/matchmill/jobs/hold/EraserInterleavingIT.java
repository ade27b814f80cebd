package dev.matchmill.jobs.hold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.config.database.WorkingRole;
import dev.matchmill.jobs.hold.PlaceHold.End;
import dev.matchmill.jobs.subject.Erasure;
import dev.matchmill.jobs.subject.Extent;
import dev.matchmill.jobs.subject.Inventory;
import dev.matchmill.jobs.subject.SubjectEraser;
import dev.matchmill.jobs.subject.SubjectFingerprint;
import dev.matchmill.jobs.subject.Subjects;
import dev.matchmill.migrations.type.CandidateId;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Promise G4 for the real erasure: a hold is placed before one of its statements, any of them. */
class EraserInterleavingIT {

    private static final int MEETINGS = 200;
    private static final long SEED = 4_711;
    private static final List<String> KINDS =
            List.of("candidate:", "application:", "posting:", "organization:");

    private final HoldDatabase database = HoldDatabase.get();

    private record Meeting(Erasure erasure, End hold) {}

    @Test
    void a_hold_comes_wholly_before_or_wholly_after_an_erasure() throws Exception {
        int statements = statementsOfAnErasure();
        Random random = new Random(SEED);
        List<Integer> points = new ArrayList<>(List.of(1, 2, 3, 4, statements));
        while (points.size() < MEETINGS) {
            points.add(1 + random.nextInt(statements));
        }
        int erased = 0;
        for (int number = 0; number < MEETINGS; number++) {
            HeldWorld world = HeldWorld.fresh();
            String kind = KINDS.get(number % KINDS.size());
            String before = person(world);

            Meeting meeting = meet(world, kind, points.get(number));

            String what = "hold on %s before statement %d".formatted(kind, points.get(number));
            switch (meeting.erasure()) {
                case Erasure.Erased _ -> {
                    erased++;
                    assertThat(world.count("candidates WHERE id = :id AND is_anonymized"))
                            .as(what)
                            .isEqualTo(1);
                    boolean isOnPerson = kind.equals("candidate:") || kind.equals("application:");
                    assertThat(meeting.hold())
                            .as(what)
                            .isInstanceOf(isOnPerson ? End.Refused.class : End.Placed.class);
                }
                case Erasure.Held _ -> {
                    assertThat(meeting.hold()).as(what).isInstanceOf(End.Placed.class);
                    assertThat(person(world)).as(what).isEqualTo(before);
                }
            }
        }
        assertThat(erased).isBetween(MEETINGS / 2, MEETINGS - 1);
    }

    private int statementsOfAnErasure() throws Exception {
        AtomicInteger count = new AtomicInteger();
        HeldWorld world = HeldWorld.fresh();
        try (Connection connection = database.connections(WorkingRole.PRIVACY).open()) {
            assertThat(erase(world, counting(connection, count, Integer.MAX_VALUE, () -> {})))
                    .isInstanceOf(Erasure.Erased.class);
        }
        assertThat(count.get()).isGreaterThan(20);
        return count.get();
    }

    private Meeting meet(HeldWorld world, String kind, int point) throws Exception {
        FutureTask<End> placing = new FutureTask<>(() -> world.place(world.order(kind)));
        Runnable arrival =
                () -> {
                    Thread.ofPlatform().start(placing);
                    while (!placing.isDone() && !isAwaited()) {
                        LockSupport.parkNanos(1_000_000);
                    }
                };
        try (Connection connection = database.connections(WorkingRole.PRIVACY).open()) {
            Erasure erasure =
                    erase(world, counting(connection, new AtomicInteger(), point, arrival));
            return new Meeting(erasure, placing.get());
        }
    }

    // Without repetition: a deadlock would show.
    private static Erasure erase(HeldWorld world, Connection connection) throws Exception {
        JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
        Inventory inventory = Inventory.declared();
        SubjectFingerprint fingerprint =
                new SubjectFingerprint("a key of tests".getBytes(StandardCharsets.US_ASCII));
        connection.setAutoCommit(false);
        jdbc.sql("SELECT compliance.share_holds()").query().singleRow();
        Erasure erasure =
                new SubjectEraser(jdbc, inventory)
                        .erase(
                                new Subjects(jdbc, inventory, fingerprint)
                                        .locking()
                                        .candidate(
                                                new CandidateId(world.id()), new Extent.Platform()),
                                HoldDatabase.NOW);
        connection.commit();
        return erasure;
    }

    private static Connection counting(
            Connection real, AtomicInteger count, int point, Runnable arrival) {
        return (Connection)
                Proxy.newProxyInstance(
                        Connection.class.getClassLoader(),
                        new Class<?>[] {Connection.class},
                        (_, method, arguments) -> {
                            if (method.getName().equals("prepareStatement")
                                    && count.incrementAndGet() == point) {
                                arrival.run();
                            }
                            try {
                                return method.invoke(real, arguments);
                            } catch (InvocationTargetException failure) {
                                throw failure.getCause();
                            }
                        });
    }

    private boolean isAwaited() {
        return database.owner()
                        .sql(
                                "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT"
                                    + " granted AND database = (SELECT oid FROM pg_database WHERE"
                                    + " datname = current_database())")
                        .query(Long.class)
                        .single()
                > 0;
    }

    private static String person(HeldWorld world) {
        return world.text(
                """
                SELECT c::text || a::text || x::text
                FROM candidates c
                JOIN applications a ON a.candidate_id = c.id
                JOIN archive.applications x ON x.candidate_id = c.id
                WHERE c.id = :id
                """);
    }
}
