package dev.matchmill.jobs.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.matchmill.jobs.recurring.OwnerSession.Ended;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VectorLeavesTest {

    private final List<String> statements = new ArrayList<>();

    @Test
    void each_leaf_is_vacuumed_once_in_order() throws SQLException {
        assertThat(
                        VectorLeaves.vacuum(
                                this::done,
                                List.of(
                                        "embeddings_resume_m2",
                                        "embeddings_candidate_m1",
                                        "embeddings_resume_m2")))
                .isEmpty();
        assertThat(statements)
                .containsExactly(
                        "VACUUM (INDEX_CLEANUP ON, TRUNCATE OFF)"
                                + " public.\"embeddings_candidate_m1\"",
                        "VACUUM (INDEX_CLEANUP ON, TRUNCATE OFF) public.\"embeddings_resume_m2\"");
    }

    @Test
    void what_was_not_done_is_named() throws SQLException {
        assertThat(VectorLeaves.vacuum(_ -> Ended.LOCKED, List.of("embeddings_candidate_m1")))
                .containsExactly("embeddings_candidate_m1");
        assertThat(VectorLeaves.vacuum(_ -> Ended.CUT_OFF, List.of("embeddings_candidate_m1")))
                .containsExactly("embeddings_candidate_m1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"candidates", "embeddings_candidate_m1\"; DROP TABLE jobs; --", ""})
    void other_tables_are_refused(String table) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VectorLeaves.vacuum(this::done, List.of(table)));
        assertThat(statements).isEmpty();
    }

    private Ended done(String sql) {
        statements.add(sql);
        return Ended.DONE;
    }
}
