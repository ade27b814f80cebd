package dev.matchmill.jobs.launch;

import dev.matchmill.config.database.Transactions;
import dev.matchmill.jobs.hold.HoldWrites;
import dev.matchmill.jobs.hold.SubjectReference;
import dev.matchmill.jobs.organization.Organizations;
import dev.matchmill.migrations.type.OrganizationId;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * One verb that changes holds: what its arguments name.
 *
 * @param writes in the name of whoever was given
 */
record HoldWork(Session session, HoldWrites writes) {

    // Below the time limit of a statement, which would end the wait without a sentence.
    private static final int LONGEST_WAIT = 50;

    private static final String ORGANIZATION = "SELECT id FROM organizations WHERE id = :id";

    static HoldWork begin(Session session, String command, Optional<String> by, int seconds) {
        if (seconds < 1 || seconds > LONGEST_WAIT) {
            throw new IllegalUsageException("--wait must be 1 to " + LONGEST_WAIT + " seconds.");
        }
        JdbcClient jdbc = session.get(JdbcClient.class);
        return new HoldWork(
                session,
                new HoldWrites(
                        session.get(Transactions.class),
                        jdbc,
                        session.get(Clock.class),
                        command,
                        by.map(email -> ActingUser.id(jdbc, email)),
                        Duration.ofSeconds(seconds)));
    }

    /** The organization that a name or an id means. */
    long organization(String name) {
        JdbcClient jdbc = session.get(JdbcClient.class);
        return new Organizations(jdbc)
                .find(name)
                .map(OrganizationId::value)
                .or(() ->
                        SubjectReference.parse("organization:" + name)
                                .flatMap(SubjectReference::id)
                                .flatMap(id ->
                                        jdbc.sql(ORGANIZATION)
                                                .param("id", id)
                                                .query(Long.class)
                                                .optional()))
                .orElseThrow(() ->
                        new IllegalUsageException("there is no organization '" + name + "'."));
    }

    static SubjectReference subject(String text) {
        return SubjectReference.parse(text)
                .orElseThrow(() ->
                        new IllegalUsageException(
                                "--on must be posting:REF-or-ID, application:ID, candidate:ID or"
                                        + " organization:NAME-or-ID, not '"
                                        + text
                                        + "'."));
    }
}
