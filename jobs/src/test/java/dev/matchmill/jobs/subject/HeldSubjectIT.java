package dev.matchmill.jobs.subject;

import static dev.matchmill.jobs.subject.PersonFixture.PERSON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.migrations.type.ApplicationId;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nothing of a person is erased while a legal hold covers a part. */
class HeldSubjectIT {

    private final PersonFixture rows = new PersonFixture();

    @AfterEach
    void close() {
        rows.close();
    }

    @ParameterizedTest
    @CsvSource({
        "candidate,    900001, candidate 900001",
        "application,  900001, application 900001",
        "application,  1,      archived application 1",
        "job,          900001, application 900001",
        "organization, 900001, application 900001"
    })
    void a_held_person_is_refused_and_nothing_changes(String type, long id, String by) {
        hold(type, id);
        Subject person = rows.person(new Extent.Platform());
        Map<String, ?> before = rows.othersRows(nobody());

        Erasure refused = rows.erase(person);

        assertThat(refused)
                .isInstanceOfSatisfying(
                        Erasure.Held.class, held -> assertThat(held.by()).contains(by));
        assertThat(rows.othersRows(nobody())).isEqualTo(before);
        ErasurePlan plan = rows.eraser.plan(person);
        assertThat(plan.heldBy()).contains(by);
        assertThat(plan.stores()).allMatch(store -> store.held() == store.rows());
    }

    @ParameterizedTest
    @CsvSource({"candidate, 900002", "application, 900002", "organization, 900002"})
    void somebody_elses_hold_keeps_nobody(String type, long id) {
        hold(type, id);

        assertThat(rows.erase(rows.person(new Extent.Platform())))
                .isInstanceOf(Erasure.Erased.class);
    }

    @Test
    void a_released_hold_keeps_nobody() {
        hold("candidate", PERSON);
        rows.owner
                .sql("UPDATE compliance.legal_holds SET released_at = now() WHERE id = 5")
                .update();

        assertThat(rows.eraser.plan(rows.person(new Extent.Platform())).heldBy()).isEmpty();
    }

    @Test
    void a_held_candidate_keeps_the_single_application() {
        hold("candidate", PERSON);

        assertThat(rows.erase(rows.subjects.application(new ApplicationId(PERSON))))
                .isInstanceOf(Erasure.Held.class);
    }

    private void hold(String type, long id) {
        rows.owner
                .sql(
                        "INSERT INTO compliance.legal_holds (id, name, reason) VALUES (5, 'a case',"
                                + " 'a court')")
                .update();
        rows.owner
                .sql(
                        "INSERT INTO compliance.legal_hold_subjects (hold_id, subject_type,"
                                + " subject_id) VALUES (5, CAST(:type AS hold_subject_type), :id)")
                .param("type", type)
                .param("id", id)
                .update();
    }

    private Subject nobody() {
        return rows.subjects.address("nobody@example.com", new Extent.Platform());
    }
}
