package dev.matchmill.jobs.subject;

import static org.assertj.core.api.Assertions.assertThat;

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
}
