package dev.matchmill.jobs.run;

import dev.matchmill.config.database.TestSettings;
import dev.matchmill.config.database.Transactions;
import dev.matchmill.config.database.WorkingConnections;
import dev.matchmill.config.database.WorkingRole;
import dev.matchmill.config.lock.ScopeLock;
import dev.matchmill.migrations.TestDatabase;
import dev.matchmill.migrations.type.RunId;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import org.springframework.batch.core.repository.support.ResourcelessJobRepository;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import tools.jackson.databind.json.JsonMapper;

/** A run that holds its lock and may write, without a program around it: for tests of pieces. */
public final class OpenRun implements AutoCloseable {

    private final ScopeLock lock;
    private final JobParts parts;

    private OpenRun(ScopeLock lock, JobParts parts) {
        this.lock = lock;
        this.parts = parts;
    }

    public static OpenRun on(TestDatabase database) {
        try {
            ScopeLock lock = lock(database, Scope.PIPELINE.label());
            CurrentRun run = new CurrentRun();
            run.begin(new RunId(1), lock.fence());
            return new OpenRun(lock, parts(database, run));
        } catch (SQLException away) {
            throw new AssertionError("the database is away", away);
        }
    }

    /** The lock of a scope alone, for what needs a fence and no run. */
    public static ScopeLock lock(TestDatabase database, String scope) throws SQLException {
        return ScopeLock.acquire(
                new WorkingConnections(TestSettings.of(database.address()), WorkingRole.LOGIN),
                scope,
                "test");
    }

    public JobParts parts() {
        return parts;
    }

    @Override
    public void close() {
        lock.close();
    }

    private static JobParts parts(TestDatabase database, CurrentRun run) {
        JdbcClient jdbc = JdbcClient.create(database.dataSource());
        JdbcTransactionManager manager = new JdbcTransactionManager(database.dataSource());
        PrintStream nowhere =
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new JobParts(
                new Steps(
                        new ResourcelessJobRepository(),
                        manager,
                        run,
                        new StopRequest(),
                        new Throttle(System::nanoTime)),
                new Writes(run, new Transactions(manager), jdbc),
                run,
                jdbc,
                Clock.systemUTC(),
                JsonMapper.builder().build(),
                new Progress(nowhere, false, System::nanoTime),
                new Throttle(System::nanoTime));
    }
}
