package dev.matchmill.jobs.subject;

import static dev.matchmill.jobs.subject.PersonFixture.OTHER;
import static dev.matchmill.jobs.subject.PersonFixture.PERSON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.jobs.recurring.OpenParts;
import dev.matchmill.jobs.recurring.OpenVisit;
import dev.matchmill.jobs.recurring.OwnerSession;
import dev.matchmill.jobs.recurring.Visit;
import dev.matchmill.migrations.type.CandidateId;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;

/** What keeps others from adding to a person while it is erased, and what is done afterwards. */
class LockedSubjectIT {

    private final PersonFixture rows = new PersonFixture();

    @AfterEach
    void close() {
        rows.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"candidates", "applications"})
    void whoever_erases_keeps_others_from_the_persons_rows_until_the_end(String table) {
        rows.transactions.inNew(() -> {
            rows.subjects.locking().candidate(new CandidateId(PERSON), new Extent.Platform());

            assertThat(isLocked(table, PERSON)).isTrue();
            assertThat(isLocked(table, OTHER)).isFalse();
        });
        assertThat(isLocked(table, PERSON)).isFalse();
    }

    @Test
    void whoever_only_looks_keeps_nobody_waiting() {
        rows.transactions.inNew(() -> {
            rows.person(new Extent.Platform());

            assertThat(isLocked("candidates", PERSON)).isFalse();
        });
    }

    @Test
    void the_owner_takes_erased_vectors_out_of_their_index(@TempDir Path home) throws SQLException {
        Erasure.Erased erased = rows.erased(rows.person(new Extent.Platform()));
        Visit visit = OpenVisit.at(PersonFixture.NOW);

        try (OpenParts parts = new OpenParts(rows.database, rows.database.dataSource(), home);
                OwnerSession session = OwnerSession.open(parts.parts(), visit)) {
            assertThat(VectorLeaves.vacuum(session, erased.leaves())).isEmpty();
        }

        assertThat(
                        rows.owner
                                .sql(
                                        "SELECT relname FROM pg_stat_user_tables WHERE"
                                                + " vacuum_count = 1 ORDER BY 1")
                                .query(String.class)
                                .list())
                .isEqualTo(List.copyOf(erased.leaves()));
    }

    private boolean isLocked(String table, long id) {
        try {
            rows.owner
                    .sql("SELECT id FROM " + table + " WHERE id = :id FOR UPDATE NOWAIT")
                    .param("id", id)
                    .query(Long.class)
                    .single();
            return false;
        } catch (DataAccessException held) {
            return true;
        }
    }
}
