package dev.matchmill.jobs.ingest;

import dev.matchmill.jobs.ingest.ReadOutcome.Resume;
import dev.matchmill.jobs.upsert.Upsert;
import dev.matchmill.jobs.upsert.UpsertResult;
import dev.matchmill.migrations.type.CandidateId;
import dev.matchmill.migrations.type.FileId;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finds or creates candidates and brings their profile up to date. Writes only what changes: an
 * absent value of a newer resume erases nothing.
 */
final class CandidateWriter {

    // Locked, so that the address by which it is written stays its address.
    // The lock may have been waited for while somebody merged the row: then it is asked again.
    private static final String FIND =
            """
            SELECT c.id, c.email, c.merged_into_id IS NOT NULL AS is_merged
            FROM candidates a
            JOIN candidates c ON c.id = coalesce(a.merged_into_id, a.id)
            WHERE a.email = :email
            FOR NO KEY UPDATE OF c
            """;

    private static final String OF_FILE =
            """
            SELECT c.id, c.email, c.merged_into_id IS NOT NULL AS is_merged
            FROM files f
            JOIN candidates c ON c.id = f.candidate_id AND c.anonymized_at IS NULL
            WHERE f.id = :file
            FOR NO KEY UPDATE OF c
            """;

    private static final String LEARN_EMAIL =
            """
            UPDATE candidates
            SET email = :email, metadata = metadata - 'email_unknown'
            WHERE id = :id
              AND NOT EXISTS (SELECT 1 FROM candidates WHERE email = :email)
            """;

    // Merges in a row that can come in between; further ones find the last row that was read.
    private static final int CHAIN = 3;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final JsonMapper json;
    private final Upsert<CandidateRow> upsert;

    CandidateWriter(JdbcClient jdbc, Clock clock, JsonMapper json) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.json = json;
        this.upsert = new Upsert<>(CandidateRow.TABLE, jdbc);
    }

    /** A candidate of the database, and the address of their row. */
    record Known(CandidateId id, String email) {}

    /** The candidate of that identity, or the one whose document this already is. */
    Optional<Known> find(CandidateIdentity identity, FileId file) {
        return byEmail(identity.email())
                .or(() ->
                        known(jdbc.sql(OF_FILE).param("file", file.value()))
                                .flatMap(owner -> claimed(owner, identity)));
    }

    /**
     * Brings the row of that candidate up to date, or makes it; when somebody made it meanwhile,
     * that one.
     */
    CandidateId write(CandidateIdentity identity, Optional<Known> known, Resume resume) {
        String email = known.map(Known::email).orElse(identity.email());
        CandidateRow row =
                CandidateRow.of(email, identity.reserved(), resume, clock.instant(), json);
        return switch (upsert.write(List.of(row)).getFirst()) {
            case UpsertResult.Written(long id, boolean _) -> new CandidateId(id);
            case UpsertResult.Unchanged _, UpsertResult.Superseded _ ->
                    byEmail(email).orElseThrow().id();
        };
    }

    // The document may have been known under a reserved address; now its owner's real one is.
    private Optional<Known> claimed(Known owner, CandidateIdentity identity) {
        if (identity.reserved()) {
            return Optional.of(owner);
        }
        boolean isLearnt =
                CandidateIdentity.isReserved(owner.email())
                        && jdbc.sql(LEARN_EMAIL)
                                        .param("id", owner.id().value())
                                        .param("email", identity.email())
                                        .update()
                                == 1;
        return isLearnt ? Optional.of(new Known(owner.id(), identity.email())) : Optional.empty();
    }

    private Optional<Known> byEmail(String email) {
        return known(jdbc.sql(FIND).param("email", email));
    }

    private static Optional<Known> known(JdbcClient.StatementSpec statement) {
        Optional<Row> row = row(statement);
        for (int again = 0; again < CHAIN && row.filter(Row::isMerged).isPresent(); again++) {
            row = row(statement);
        }
        return row.map(Row::known);
    }

    private record Row(Known known, boolean isMerged) {}

    private static Optional<Row> row(JdbcClient.StatementSpec statement) {
        return statement
                .query((row, _) ->
                        new Row(
                                new Known(new CandidateId(row.getLong(1)), row.getString(2)),
                                row.getBoolean(3)))
                .optional();
    }
}
