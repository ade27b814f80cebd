package dev.matchmill.jobs.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.config.database.Transactions;
import dev.matchmill.jobs.subject.Erasure;
import dev.matchmill.jobs.subject.Extent;
import dev.matchmill.jobs.subject.Inventory;
import dev.matchmill.jobs.subject.ResidualScan;
import dev.matchmill.jobs.subject.Residue;
import dev.matchmill.jobs.subject.StoreErasure;
import dev.matchmill.jobs.subject.Subject;
import dev.matchmill.jobs.subject.SubjectEraser;
import dev.matchmill.jobs.subject.SubjectFingerprint;
import dev.matchmill.jobs.subject.SubjectMarkers;
import dev.matchmill.jobs.subject.Subjects;
import dev.matchmill.migrations.type.CandidateId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** What the law asks of two who are one: erasure reaches both, and a hold covers both. */
class MergedPersonIT {

    private final MergeFixture rows = new MergeFixture();
    private final DriverManagerDataSource source = rows.as("ats_privacy");
    private final JdbcClient privacy = JdbcClient.create(source);
    private final Transactions transactions = new Transactions(new JdbcTransactionManager(source));
    private final Inventory inventory = Inventory.declared();
    private final Subjects subjects =
            new Subjects(
                    privacy,
                    inventory,
                    new SubjectFingerprint("a key of tests".getBytes(StandardCharsets.US_ASCII)));

    @AfterEach
    void close() {
        rows.close();
    }

    @Test
    void an_erasure_of_the_survivor_reaches_the_merged_one_and_what_the_merge_recorded() {
        long merge = rows.merged(MergeFixture.FULL, MergeFixture.BARE);
        assertThat(recorded(merge)).isPositive();
        Subject person = person(MergeFixture.BARE);
        SubjectMarkers markers = SubjectMarkers.of(privacy, person);
        assertThat(person.candidates()).containsExactly(MergeFixture.BARE, MergeFixture.FULL);
        assertThat(certain(markers)).isNotEmpty();

        Erasure.Erased erased = (Erasure.Erased) erase(person);

        assertThat(erased.residualRows()).isZero();
        assertThat(certain(markers)).isEmpty();
        assertThat(recorded(merge)).isZero();
        assertThat(affected(erased, "candidate_merge_changes")).isPositive();
        assertThat(affected(erased, "candidates")).isEqualTo(2);
        assertThat(rows.undo(merge))
                .isInstanceOfSatisfying(
                        UndoMerge.End.Refused.class,
                        refused -> assertThat(refused.why()).contains("was erased"));
    }

    @Test
    void an_erasure_of_the_merged_one_reaches_the_survivor() {
        rows.merged(MergeFixture.FULL, MergeFixture.BARE);

        Erasure.Erased erased = (Erasure.Erased) erase(person(MergeFixture.FULL));

        assertThat(affected(erased, "candidates")).isEqualTo(2);
        assertThat(erased.residualRows()).isZero();
    }

    @Test
    void a_hold_on_one_covers_both_and_keeps_the_merge_as_it_is() {
        hold(MergeFixture.FULL);
        long merge = rows.merged(MergeFixture.FULL, MergeFixture.BARE);

        assertThat(erase(person(MergeFixture.BARE))).isInstanceOf(Erasure.Held.class);
        assertThat(
                        privacy.sql(
                                        "SELECT count(*) FROM compliance.held_applications WHERE"
                                                + " application_id = 900001")
                                .query(Long.class)
                                .single())
                .isOne();
        assertThat(
                        privacy.sql("SELECT compliance.is_on_hold('candidate', 900000)")
                                .query(Boolean.class)
                                .single())
                .isTrue();
        assertThat(rows.undo(merge))
                .isInstanceOfSatisfying(
                        UndoMerge.End.Refused.class,
                        refused -> assertThat(refused.why()).contains("under a legal hold"));

        rows.owner.sql("UPDATE compliance.legal_holds SET released_at = now()").update();
        rows.undone(merge);
        assertThat(erase(person(MergeFixture.BARE))).isInstanceOf(Erasure.Erased.class);
    }

    @Test
    void the_merged_row_is_not_retained_by_a_clock_of_its_own() {
        rows.merged(MergeFixture.BARE, MergeFixture.FULL);

        assertThat(
                        rows.count(
                                "SELECT count(*) FROM candidates WHERE id = 900001 AND"
                                        + " last_activity_at = (SELECT max(last_activity_at) FROM"
                                        + " candidates)"))
                .isOne();
        assertThat(person(MergeFixture.BARE).candidates())
                .containsExactly(MergeFixture.BARE, MergeFixture.FULL);
    }

    private Subject person(long candidate) {
        return subjects.candidate(new CandidateId(candidate), new Extent.Platform());
    }

    private Erasure erase(Subject person) {
        return transactions.inNew(() -> {
            privacy.sql("SELECT compliance.share_holds()").query().singleRow();
            return new SubjectEraser(privacy, inventory).erase(person, MergeFixture.NOW);
        });
    }

    private List<Residue> certain(SubjectMarkers markers) {
        return new ResidualScan(privacy)
                .find(markers).stream()
                        .filter(Residue::certain)
                        // Objects lie in storage until they are removed after the commit.
                        .filter(residue -> !residue.column().equals("public.files.storage_key"))
                        .toList();
    }

    private static long affected(Erasure.Erased erased, String table) {
        return erased.stores().stream()
                .filter(store -> store.table().equals(table))
                .mapToLong(StoreErasure::affected)
                .sum();
    }

    private long recorded(long merge) {
        return rows.count(
                "SELECT count(*) FROM pipeline.candidate_merge_changes WHERE merge_id = " + merge);
    }

    private void hold(long candidate) {
        rows.owner
                .sql(
                        "INSERT INTO compliance.legal_holds (id, name, reason, placed_at) VALUES"
                                + " (900050, 'case', 'a test', now())")
                .update();
        rows.owner
                .sql(
                        "INSERT INTO compliance.legal_hold_subjects (hold_id, subject_type,"
                                + " subject_id) VALUES (900050, 'candidate', :id)")
                .param("id", candidate)
                .update();
    }
}
