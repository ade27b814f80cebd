package dev.matchmill.jobs.hold;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Releases a hold, in one transaction with what follows from it: the last days of all that it
 * covered are forgotten, so that the next evaluation sets them anew by the policies of that day,
 * and requests that nothing blocks any more are approved again. Nothing is deleted here.
 */
public record ReleaseHold(HoldWrites writes) {

    private static final Logger LOG = LoggerFactory.getLogger(ReleaseHold.class);

    private static final String FIND =
            "SELECT released_at FROM compliance.legal_holds WHERE id = :hold FOR UPDATE";

    private static final String RELEASE =
            """
            UPDATE compliance.legal_holds
            SET released_at = greatest(placed_at, :now), released_by_user_id = :actor,
                release_reason = :reason
            WHERE id = :hold
            """;

    private static final String OF_APPLICATION =
            "t.application_id IN (SELECT id FROM application_ids)";

    private static final String OF_PERSON_OR_ORGANIZATION =
            """
            (t.candidate_id IN (SELECT id FROM candidate_ids)
             OR t.organization_id IN (SELECT id FROM organization_ids))
            """;

    private static final String OF_INTERVIEW =
            """
            t.interview_id IN (
                SELECT v.id FROM interviews v JOIN application_ids i ON i.id = v.application_id)
            """;

    private static final String FORGET =
            Coverage.SETS
                    + """
                    UPDATE %s t
                    SET retention_until = NULL
                    WHERE t.retention_until IS NOT NULL
                      AND %s
                    """;

    private static final List<String> LAST_DAYS =
            List.of(
                    forget("candidates", "t.id IN (SELECT id FROM candidate_ids)"),
                    forget("users", "t.id IN (SELECT id FROM user_ids)"),
                    forget("jobs", "t.id IN (SELECT id FROM job_ids)"),
                    forget("applications", "t.id IN (SELECT id FROM application_ids)"),
                    forget("archive.applications", OF_APPLICATION),
                    forget("files", OF_PERSON_OR_ORGANIZATION),
                    forget(
                            "messages",
                            "(" + OF_PERSON_OR_ORGANIZATION + " OR " + OF_APPLICATION + ")"),
                    forget("offers", OF_APPLICATION),
                    forget("background_checks", OF_APPLICATION),
                    forget("interview_recordings", OF_INTERVIEW));

    private static final String REOPEN =
            """
            UPDATE compliance.data_subject_requests r
            SET status = CASE WHEN identity_verified_at IS NULL
                              THEN 'identity_check' ELSE 'approved' END::subject_request_status
            WHERE r.status = 'blocked_by_hold'
              AND NOT EXISTS (
                  SELECT 1
                  FROM compliance.held_candidates h
                  WHERE h.candidate_id = r.candidate_id)
              AND NOT EXISTS (SELECT 1 FROM compliance.held_users h WHERE h.user_id = r.user_id)
              AND NOT EXISTS (
                  SELECT 1
                  FROM archive.applications a
                  JOIN compliance.held_archived_applications h
                    ON h.application_id = a.application_id
                  WHERE a.candidate_fingerprint = r.subject_fingerprint)
            """;

    /** How it ended. */
    public sealed interface End {

        /**
         * It holds nothing any more.
         *
         * @param lastDays rows whose last day is to be set anew
         * @param requests erasures that go on
         */
        record Released(long lastDays, long requests) implements End {}

        /** It was released before; nothing changed. */
        record WasReleased(Instant at) implements End {}

        /** There is no such hold. */
        record Unknown() implements End {}

        /** A deletion in progress took longer than the wait; nothing changed. */
        record Busy() implements End {}
    }

    /** Releases it, or says why not. */
    public End release(long hold, String reason) {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("a release needs a reason");
        }
        End end = writes.alone(() -> decide(hold, reason.strip())).orElseGet(End.Busy::new);
        if (end instanceof End.Released released) {
            LOG.info(
                    "hold {} is released: {} last days to set anew, {} requests go on",
                    hold,
                    released.lastDays(),
                    released.requests());
        }
        return end;
    }

    private End decide(long hold, String reason) {
        JdbcClient jdbc = writes.jdbc();
        List<Optional<OffsetDateTime>> found =
                jdbc.sql(FIND)
                        .param("hold", hold)
                        .query((row, _) ->
                                Optional.ofNullable(
                                        row.getObject("released_at", OffsetDateTime.class)))
                        .list();
        if (found.isEmpty()) {
            return new End.Unknown();
        }
        if (found.getFirst().isPresent()) {
            return new End.WasReleased(found.getFirst().get().toInstant());
        }
        jdbc.sql(RELEASE)
                .param("hold", hold)
                .param("reason", reason)
                .param("actor", writes.actor().orElse(null))
                .param("now", writes.now())
                .update();
        long lastDays = 0;
        for (String statement : LAST_DAYS) {
            lastDays += jdbc.sql(statement).param("hold", hold).update();
        }
        return new End.Released(lastDays, jdbc.sql(REOPEN).update());
    }

    private static String forget(String table, String covered) {
        return FORGET.formatted(table, covered);
    }
}
