package dev.matchmill.jobs.launch;

import dev.matchmill.config.database.Transactions;
import dev.matchmill.config.encryption.DataKeys;
import dev.matchmill.config.encryption.FieldCipher;
import dev.matchmill.config.encryption.MasterKey;
import dev.matchmill.config.lock.LockHeldException;
import dev.matchmill.config.lock.ScopeLock;
import dev.matchmill.jobs.erase.ErasureExecution;
import dev.matchmill.jobs.erase.ErasureParts;
import dev.matchmill.jobs.erase.PipelinePause;
import dev.matchmill.jobs.erase.RequestStep;
import dev.matchmill.jobs.erase.Requests;
import dev.matchmill.jobs.erase.Verification;
import dev.matchmill.jobs.recurring.PrivacyAccess;
import dev.matchmill.jobs.recurring.RecurringParts;
import dev.matchmill.jobs.run.RunOutcome;
import dev.matchmill.jobs.run.Scope;
import dev.matchmill.jobs.subject.SubjectFingerprint;
import dev.matchmill.migrations.type.SubjectRequestScope;
import dev.matchmill.migrations.type.SubjectRequestType;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.OptionalLong;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Erases persons of a {@link PipelineFixture}, as request, approval and J05 do. */
record ErasedPerson(PipelineFixture program) {

    /** Takes in and approves. */
    long approve(String address) {
        JdbcClient jdbc = program.jdbc();
        Requests requests = new Requests(jdbc);
        Instant now = program.get(Clock.class).instant();
        long id =
                requests.receive(
                        new Requests.Wish(
                                SubjectRequestType.ERASURE,
                                SubjectRequestScope.PLATFORM,
                                null,
                                null,
                                HexFormat.of()
                                        .formatHex(
                                                SubjectFingerprint.of(program.home())
                                                        .fingerprint(address)),
                                address),
                        now);
        requests.verify(requests.find(id).orElseThrow(), Verification.EMAIL_LINK, null, now);
        requests.decide(requests.find(id).orElseThrow(), RequestStep.APPROVE, null, null, now);
        return id;
    }

    /** Executes what is approved. */
    RunOutcome execute() {
        return program.maintain(new ErasureExecution(parts(), OptionalLong.empty()));
    }

    String standing(long id) {
        return new Requests(program.jdbc()).find(id).orElseThrow().standing();
    }

    private ErasureParts parts() {
        RecurringParts there = program.get(RecurringParts.class);
        return new ErasureParts(
                new RecurringParts(
                        there.writes(),
                        there.jdbc(),
                        there.dataSource(),
                        there.owner(),
                        there.privacy(),
                        there.json(),
                        program.home()),
                this::pause,
                () -> cipher(there.privacy().get()),
                "matchmill of a test");
    }

    private FieldCipher cipher(PrivacyAccess privacy) {
        return new FieldCipher(
                DataKeys.open(
                        privacy.jdbc(),
                        MasterKey.ofHome(program.home(), true),
                        new Transactions(new JdbcTransactionManager(privacy.dataSource()))));
    }

    private PipelinePause pause() {
        try {
            return new PipelinePause(
                    ScopeLock.acquire(program.connections(), Scope.PIPELINE.label(), "a test"));
        } catch (LockHeldException reading) {
            return new PipelinePause(null);
        } catch (SQLException away) {
            throw new AssertionError(away);
        }
    }
}
