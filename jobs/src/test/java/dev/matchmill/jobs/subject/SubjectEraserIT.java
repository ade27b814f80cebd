package dev.matchmill.jobs.subject;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A person is erased: everything of theirs, nothing of anybody else, once. */
class SubjectEraserIT {

    private final PersonFixture rows = new PersonFixture();

    @AfterEach
    void close() {
        rows.close();
    }

    @Test
    void every_store_has_a_row_of_the_person_and_none_is_left_to_do() {
        Subject person = rows.person(new Extent.Platform());
        ErasurePlan plan = rows.eraser.plan(person);
        assertThat(plan.stores())
                .allSatisfy(store -> assertThat(store.rows()).as(store.table()).isPositive());

        Erasure.Erased erased = rows.erased(person);

        assertThat(erased.residualRows()).isZero();
        assertThat(erased.stores()).hasSameSizeAs(plan.stores());
    }

    @Test
    void nobody_elses_row_changes() {
        Subject person = rows.person(new Extent.Platform());
        Map<String, ?> before = rows.othersRows(person);

        rows.erased(person);

        assertThat(rows.othersRows(person)).isEqualTo(before);
    }

    @Test
    void doing_it_twice_changes_nothing() {
        rows.erased(rows.person(new Extent.Platform()));

        Erasure.Erased again = rows.erased(rows.person(new Extent.Platform()));

        assertThat(again.stores())
                .allSatisfy(store -> assertThat(store.affected()).as(store.table()).isZero());
    }

    @Test
    void objects_are_named_until_they_are_forgotten() {
        Erasure.Erased erased = rows.erased(rows.person(new Extent.Platform()));
        assertThat(erased.objects())
                .containsExactly(
                        new StoredObject(
                                PersonFixture.PERSON,
                                "filesystem",
                                "bucket of files",
                                "storage_key of files"));
        assertThat(rows.erased(rows.person(new Extent.Platform())).objects())
                .isEqualTo(erased.objects());

        int forgotten =
                rows.transactions.inNew(
                        () -> rows.eraser.forget(erased.objects(), PersonFixture.NOW));

        assertThat(forgotten).isOne();
        assertThat(rows.eraser.objects(List.of(PersonFixture.PERSON))).isEmpty();
        assertThat(
                        rows.owner
                                .sql(
                                        "SELECT concat_ws(' ', storage_key, original_name,"
                                                + " purged_at) FROM files WHERE id = 900001")
                                .query(String.class)
                                .single())
                .startsWith("erased/900001 [erased] 2030-06-01");
    }

    @Test
    void vectors_and_matches_vanish_at_once() {
        Erasure.Erased erased = rows.erased(rows.person(new Extent.Platform()));

        assertThat(erased.leaves())
                .containsExactly("embeddings_candidate_m900001", "embeddings_resume_m900001");
        assertThat(
                        count(
                                "SELECT count(*) FROM pipeline.current_matches WHERE candidate_id ="
                                        + " 900001"))
                .isZero();
        assertThat(
                        count(
                                "SELECT count(*) FROM pipeline.current_matches WHERE candidate_id ="
                                        + " 900002"))
                .isOne();
    }

    @Test
    void the_rows_of_a_store_are_json_and_the_persons_alone() {
        Subject person = rows.person(new Extent.Platform());

        for (Store store : rows.inventory.stores()) {
            assertThat(rows.inventory.rows(rows.privacy, person, store))
                    .as(store.name())
                    .isNotEmpty()
                    .allMatch(row -> row.startsWith("{\"") && !row.contains(" of other"));
        }
    }

    private long count(String sql) {
        return rows.owner.sql(sql).query(Long.class).single();
    }
}
