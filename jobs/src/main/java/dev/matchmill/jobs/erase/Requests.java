package dev.matchmill.jobs.erase;

import dev.matchmill.migrations.type.SubjectRequestScope;
import dev.matchmill.migrations.type.SubjectRequestStatus;
import dev.matchmill.migrations.type.SubjectRequestType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of {@code compliance.data_subject_requests}. */
public final class Requests {

    /** Article 12(3) GDPR: one month. */
    public static final Period TIME_TO_ANSWER = Period.ofDays(30);

    private static final String COME_BACK =
            """
            SELECT EXISTS (
                SELECT 1
                FROM compliance.ingestion_suppressions
                WHERE request_id = :id
                  AND lifted_by_application_id IS NOT NULL)
            """;

    private static final String SELECT =
            """
            SELECT r.id, r.request_type, r.scope, r.organization_id, r.candidate_id,
                   encode(r.subject_fingerprint, 'hex') AS fingerprint, r.status, r.received_at,
                   r.due_at, r.identity_verified_at, r.verification_method, r.decided_at,
                   r.started_at, r.completed_at,
                   (SELECT count(*) FROM compliance.erasure_tasks t
                    WHERE t.request_id = r.id AND t.status <> 'done') AS open,
                   (SELECT count(*) FROM compliance.erasure_tasks t
                    WHERE t.request_id = r.id AND t.status = 'failed') AS failed
            FROM compliance.data_subject_requests r
            """;

    private static final String RECEIVE =
            """
            INSERT INTO compliance.data_subject_requests
                (request_type, scope, organization_id, candidate_id, subject_fingerprint,
                 contact_email, received_at, due_at)
            VALUES (CAST(:type AS subject_request_type), CAST(:scope AS subject_request_scope),
                    CAST(:organization AS bigint), CAST(:candidate AS bigint), :fingerprint,
                    CAST(:contact AS text), :now, :due)
            RETURNING id
            """;

    private static final String VERIFY =
            """
            UPDATE compliance.data_subject_requests
            SET status = 'identity_check', identity_verified_at = :now,
                verification_method = :method, verified_by_user_id = CAST(:by AS bigint)
            WHERE id = :id
            """;

    private static final String DECIDE =
            """
            UPDATE compliance.data_subject_requests
            SET status = CAST(:status AS subject_request_status), decided_at = :now,
                decided_by_user_id = CAST(:by AS bigint), decision_reason = CAST(:reason AS text),
                completed_at = CASE WHEN :status = 'rejected' THEN CAST(:now AS timestamptz) END,
                contact_email = CASE WHEN :status = 'rejected' THEN NULL ELSE contact_email END
            WHERE id = :id
            """;

    private final JdbcClient jdbc;

    /**
     * @param jdbc as the role of erasure
     */
    public Requests(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What somebody asks for.
     *
     * @param organization only for scope {@code organization}
     * @param fingerprint of the address, 64 digits
     * @param contact the address to answer to, if one was given; removed when the request is closed
     */
    public record Wish(
            SubjectRequestType type,
            SubjectRequestScope scope,
            @Nullable Long organization,
            @Nullable Long candidate,
            String fingerprint,
            @Nullable String contact) {

        /** Without the person. */
        @Override
        public String toString() {
            return "Wish[" + type + ", " + scope + "]";
        }
    }

    /** Takes a request in; it is due after {@link #TIME_TO_ANSWER}. */
    public long receive(Wish wish, Instant now) {
        OffsetDateTime at = now.atOffset(ZoneOffset.UTC);
        return jdbc.sql(RECEIVE)
                .param("type", wish.type().label())
                .param("scope", wish.scope().label())
                .param("organization", wish.organization())
                .param("candidate", wish.candidate())
                .param("fingerprint", HexFormat.of().parseHex(wish.fingerprint()))
                .param("contact", wish.contact())
                .param("now", at)
                .param("due", at.plus(TIME_TO_ANSWER))
                .query(Long.class)
                .single();
    }

    /** The one of that number. */
    public Optional<SubjectRequest> find(long id) {
        return jdbc.sql(SELECT + "WHERE r.id = :id")
                .param("id", id)
                .query(Requests::read)
                .optional();
    }

    /** As {@link #find}, and nobody else changes it until the transaction ends. */
    public Optional<SubjectRequest> lock(long id) {
        return jdbc.sql(SELECT + "WHERE r.id = :id FOR NO KEY UPDATE OF r")
                .param("id", id)
                .query(Requests::read)
                .optional();
    }

    /** All, or those not closed; the most urgent first. */
    public List<SubjectRequest> all(boolean open) {
        return jdbc.sql(
                        SELECT
                                + (open ? "WHERE r.completed_at IS NULL " : "")
                                + "ORDER BY r.due_at, r.id")
                .query(Requests::read)
                .list();
    }

    /** Erasures that may be executed or finished, the most urgent first. */
    List<SubjectRequest> executable() {
        return all(true).stream()
                .filter(request -> request.type() == SubjectRequestType.ERASURE)
                .filter(request ->
                        request.isIncomplete() || RequestStep.BEGIN.isAllowedFrom(request.status()))
                .toList();
    }

    /** Notes that the person is who they say. */
    public void verify(
            SubjectRequest request, Verification method, @Nullable Long by, Instant now) {
        jdbc.sql(VERIFY)
                .param("id", request.id())
                .param("method", method.label())
                .param("by", by)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Notes an approval or a rejection; a rejection closes the request. */
    public void decide(
            SubjectRequest request,
            RequestStep step,
            @Nullable Long by,
            @Nullable String reason,
            Instant now) {
        jdbc.sql(DECIDE)
                .param("id", request.id())
                .param("status", step.target().label())
                .param("by", by)
                .param("reason", reason)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The address to answer to, as long as the request is open. */
    Optional<String> contact(long id) {
        return jdbc.sql("SELECT contact_email FROM compliance.data_subject_requests WHERE id = :id")
                .param("id", id)
                .query((row, _) -> Optional.ofNullable(row.getString(1)))
                .optional()
                .flatMap(contact -> contact);
    }

    byte[] fingerprint(SubjectRequest request) {
        return HexFormat.of().parseHex(request.fingerprint());
    }

    private static SubjectRequest read(ResultSet row, int number) throws SQLException {
        return new SubjectRequest(
                row.getLong("id"),
                SubjectRequestType.valueOf(constant(row, "request_type")),
                SubjectRequestScope.valueOf(constant(row, "scope")),
                row.getObject("organization_id", Long.class),
                row.getObject("candidate_id", Long.class),
                row.getString("fingerprint"),
                SubjectRequestStatus.valueOf(constant(row, "status")),
                instant(row, "received_at"),
                instant(row, "due_at"),
                instantOrNull(row, "identity_verified_at"),
                row.getString("verification_method"),
                instantOrNull(row, "decided_at"),
                instantOrNull(row, "started_at"),
                instantOrNull(row, "completed_at"),
                row.getLong("open"),
                row.getLong("failed"));
    }

    private static String constant(ResultSet row, String column) throws SQLException {
        return row.getString(column).toUpperCase(Locale.ROOT);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant instantOrNull(ResultSet row, String column)
            throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    /** Whether the person has applied again since, which lets them in. */
    boolean hasComeBack(long id) {
        return jdbc.sql(COME_BACK).param("id", id).query(Boolean.class).single();
    }
}
