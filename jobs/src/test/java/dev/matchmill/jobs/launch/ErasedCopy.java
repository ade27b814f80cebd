package dev.matchmill.jobs.launch;

import dev.matchmill.config.database.Transactions;
import dev.matchmill.config.encryption.DataKeys;
import dev.matchmill.config.encryption.FieldCipher;
import dev.matchmill.config.encryption.MasterKey;
import dev.matchmill.config.lock.LockHeldException;
import dev.matchmill.config.lock.ScopeLock;
import dev.matchmill.jobs.erase.ErasureExecution;
import dev.matchmill.jobs.erase.ErasureParts;
import dev.matchmill.jobs.erase.ErasureReplay;
import dev.matchmill.jobs.erase.PipelinePause;
import dev.matchmill.jobs.erase.RequestStep;
import dev.matchmill.jobs.erase.Requests;
import dev.matchmill.jobs.erase.Verification;
import dev.matchmill.jobs.recurring.PrivacyAccess;
import dev.matchmill.jobs.recurring.RecurringParts;
import dev.matchmill.jobs.run.Scope;
import dev.matchmill.jobs.subject.SubjectFingerprint;
import dev.matchmill.migrations.type.SubjectRequestScope;
import dev.matchmill.migrations.type.SubjectRequestType;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** A person of a {@link BackupProgram}, erased by J05 there and by the replay in a copy. */
record ErasedCopy(BackupProgram program) {

    void person(String address) {
        program.jdbc()
                .sql(
                        """
                        INSERT INTO organizations (id, name) VALUES (77, 'Harbour Works');
                        INSERT INTO jobs (id, organization_id, title, description)
                        VALUES (77, 77, 'Engineer', 'Builds');
                        """)
                .update();
        program.jdbc()
                .sql(
                        "INSERT INTO candidates (id, email, full_name) VALUES (77, :email,"
                                + " 'Zq Canary')")
                .param("email", address)
                .update();
        program.jdbc()
                .sql(
                        """
                        INSERT INTO applications (job_id, organization_id, candidate_id, candidate_email)
                        VALUES (77, 77, 77, :email)
                        """)
                .param("email", address)
                .update();
    }

    /** From the request to its completion. */
    void erase(String address) {
        Requests requests = new Requests(program.jdbc());
        Instant now = program.clock().instant();
        long id =
                requests.receive(
                        new Requests.Wish(
                                SubjectRequestType.ERASURE,
                                SubjectRequestScope.PLATFORM,
                                null,
                                null,
                                HexFormat.of().formatHex(fingerprint().fingerprint(address)),
                                address),
                        now);
        requests.verify(requests.find(id).orElseThrow(), Verification.EMAIL_LINK, null, now);
        requests.decide(requests.find(id).orElseThrow(), RequestStep.APPROVE, null, null, now);
        RecurringParts recurring = program.parts().parts();
        program.run(
                new ErasureExecution(
                        new ErasureParts(
                                recurring,
                                this::pause,
                                () -> cipher(recurring.privacy().get()),
                                "matchmill of a test"),
                        OptionalLong.empty()));
        String standing = new Requests(program.jdbc()).find(id).orElseThrow().standing();
        if (!standing.equals("completed")) {
            throw new AssertionError("the erasure is " + standing);
        }
    }

    /** The replay that the program itself makes in a restored copy. */
    long replay(DataSource restored) {
        return new ErasureReplay(fingerprint())
                .replay(program.parts().parts().privacy().get().dataSource(), restored);
    }

    /** Tables, of every schema, with a row that shows the text. */
    static List<String> tablesWith(DataSource database, String text) {
        JdbcClient jdbc = JdbcClient.create(database);
        return jdbc
                .sql(
                        """
                        SELECT schemaname || '.' || tablename
                        FROM pg_tables
                        WHERE schemaname NOT IN ('pg_catalog', 'information_schema')
                        ORDER BY 1
                        """)
                .query(String.class)
                .list()
                .stream()
                .filter(table ->
                        jdbc.sql(
                                        "SELECT EXISTS (SELECT 1 FROM "
                                                + table
                                                + " t WHERE t::text ILIKE '%' || :text ||"
                                                + " '%')")
                                .param("text", text)
                                .query(Boolean.class)
                                .single())
                .toList();
    }

    private SubjectFingerprint fingerprint() {
        return SubjectFingerprint.of(program.home());
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
