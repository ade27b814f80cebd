package dev.matchmill.jobs.erase;

import dev.matchmill.jobs.recurring.OpenParts;
import dev.matchmill.jobs.recurring.OpenVisit;
import dev.matchmill.jobs.recurring.Visit;
import java.sql.SQLException;
import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** J05 on the database of a fixture, without the program around it. */
final class ErasureRuns implements AutoCloseable {

    private final ErasureFixture program;
    private final OpenParts parts;
    private Runnable meanwhile = () -> {};
    private boolean isReading;
    private int taken;
    private int givenBack;

    ErasureRuns(ErasureFixture program) {
        this.program = program;
        this.parts = new OpenParts(program.database(), program.privacySource(), program.home());
    }

    /** From now on documents are being taken in. */
    void read() {
        isReading = true;
    }

    /** What somebody else does after the job has looked what there is to do. */
    void meanwhile(Runnable work) {
        meanwhile = work;
    }

    /** How often the pipeline was taken. */
    int taken() {
        return taken;
    }

    int givenBack() {
        return givenBack;
    }

    /** How often the job worked as the owner. */
    int ownerConnections() {
        return parts.ownerConnections();
    }

    ErasureExecution job(OptionalLong only) {
        return new ErasureExecution(
                new ErasureParts(
                        parts.parts(),
                        this::pause,
                        program.parts().cipher(),
                        "matchmill of a test"),
                only);
    }

    /** A run of all that is due. */
    Visit run(Instant now) {
        Visit visit = OpenVisit.at(now);
        run(OptionalLong.empty(), visit);
        return visit;
    }

    void run(OptionalLong only, Visit visit) {
        try {
            job(only).run(visit);
        } catch (SQLException refused) {
            throw new AssertionError(refused);
        }
    }

    @Override
    public void close() {
        parts.close();
    }

    private PipelinePause pause() {
        meanwhile.run();
        return new PipelinePause(isReading ? null : lock());
    }

    private @Nullable AutoCloseable lock() {
        taken++;
        return () -> givenBack++;
    }
}
