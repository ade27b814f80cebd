package dev.matchmill.jobs.erase;

import dev.matchmill.migrations.type.SubjectRequestType;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What an export leaves behind: an entry of the audit trail, and the request it answers closed. */
public record ExportRequest(JdbcClient jdbc) {

    private static final String RECORD =
            "SELECT compliance.record_act('export', 'public', 'candidates', :id)";

    private static final String COMPLETE =
            """
            UPDATE compliance.data_subject_requests
            SET status = 'completed', completed_at = :now, contact_email = NULL
            WHERE id = :id
            """;

    /**
     * Whether a request may be answered by an export.
     *
     * @throws IllegalArgumentException with a sentence, when not
     */
    public static void requireExportable(SubjectRequest request) {
        boolean asksForData =
                request.type() == SubjectRequestType.ACCESS
                        || request.type() == SubjectRequestType.PORTABILITY;
        if (!asksForData) {
            throw new IllegalArgumentException(
                    "request %d is about %s, not about access or portability."
                            .formatted(request.id(), request.type().label()));
        }
        if (!RequestStep.COMPLETE.isAllowedFrom(request.status())) {
            throw new IllegalArgumentException(
                    RequestStep.COMPLETE.refusal(request.id(), request.status()));
        }
    }

    /** In the caller's transaction, for each row of {@code candidates} of the person. */
    public void record(Iterable<Long> candidates) {
        candidates.forEach(id -> jdbc.sql(RECORD).param("id", id).query().singleRow());
    }

    /** In the caller's transaction. */
    public void complete(SubjectRequest request, Instant now) {
        jdbc.sql(COMPLETE)
                .param("id", request.id())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }
}
