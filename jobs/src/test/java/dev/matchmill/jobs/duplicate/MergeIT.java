package dev.matchmill.jobs.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two candidates become one, and two again. */
class MergeIT {

    private static final String REFERENCES =
            """
            SELECT DISTINCT n.nspname || '.' || coalesce(p.relname, c.relname) || '.' || a.attname
            FROM pg_constraint f
            JOIN pg_class c ON c.oid = f.conrelid
            LEFT JOIN pg_partition_ancestors(c.oid) AS ancestor (relid) ON c.relispartition
            LEFT JOIN pg_class p ON p.oid = ancestor.relid AND NOT p.relispartition
            JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = f.conkey[1]
            WHERE f.contype = 'f'
              AND f.confrelid = 'candidates'::regclass
              AND (NOT c.relispartition OR p.oid IS NOT NULL)
            """;

    private final MergeFixture rows = new MergeFixture();

    @AfterEach
    void close() {
        rows.close();
    }

    @Test
    void every_reference_to_a_candidate_is_declared_and_no_other() {
        Set<String> declared = new TreeSet<>();
        References.declared().forEach(reference -> declared.add(reference.name()));

        assertThat(declared)
                .containsExactlyInAnyOrderElementsOf(
                        rows.owner.sql(REFERENCES).query(String.class).list());
    }

    @Test
    void everything_that_moves_belongs_to_the_survivor_and_nothing_is_deleted() {
        Map<String, List<String>> before = rows.rows();

        MergeCandidates.End.Merged end =
                (MergeCandidates.End.Merged)
                        rows.merge(MergeFixture.FULL, MergeFixture.BARE, MergeFixture.BARE);

        for (Reference reference : References.declared()) {
            if (reference.treatment() == Reference.Treatment.MOVES
                    && !reference.table().equals("public.candidates")) {
                assertThat(belonging(reference, MergeFixture.FULL)).as(reference.name()).isZero();
                assertThat(belonging(reference, MergeFixture.BARE))
                        .as(reference.name())
                        .isPositive();
                assertThat(end.followed()).containsKey(reference.table());
            }
        }
        Map<String, List<String>> after = rows.rows();
        before.forEach((table, old) ->
                assertThat(after.get(table)).as(table).hasSizeGreaterThanOrEqualTo(old.size()));
        assertThat(
                        rows.count(
                                "SELECT count(*) FROM candidate_skills s JOIN candidates c ON c.id"
                                        + " = s.candidate_id WHERE c.id = 900000 AND"
                                        + " jsonb_array_length(c.skills) = 1"))
                .isOne();
        assertThat(
                        rows.count(
                                "SELECT count(*) FROM pipeline.candidate_texts a JOIN"
                                        + " pipeline.candidate_texts b USING (text_sha256) WHERE"
                                        + " a.candidate_id = 900000 AND b.candidate_id = 900001"))
                .isOne();
    }

    @Test
    void an_undo_restores_every_row_of_every_table() {
        Map<String, List<String>> before = rows.rows();

        rows.undone(rows.merged(MergeFixture.FULL, MergeFixture.BARE));

        assertThat(rows.rows()).isEqualTo(before);
    }

    @Test
    void an_undo_restores_every_row_when_the_one_with_everything_survived() {
        Map<String, List<String>> before = rows.rows();

        rows.undone(rows.merged(MergeFixture.BARE, MergeFixture.FULL));

        assertThat(rows.rows()).isEqualTo(before);
    }

    @Test
    void what_came_after_the_merge_stays_with_the_survivor() {
        long merge = rows.merged(MergeFixture.FULL, MergeFixture.BARE);
        rows.owner
                .sql(
                        """
                        INSERT INTO files (id, organization_id, candidate_id, kind, original_name,
                            storage_backend, storage_key, mime_type, size_bytes, content_sha256)
                        SELECT 900100, organization_id, 900000, kind, 'new', storage_backend, 'new',
                            mime_type, size_bytes, sha256('new')
                        FROM files WHERE id = 900001
                        """)
                .update();
        rows.owner.sql("UPDATE candidate_documents SET is_primary = false").update();
        rows.owner
                .sql(
                        "INSERT INTO candidate_documents (candidate_id, file_id, is_primary) VALUES"
                                + " (900000, 900100, true)")
                .update();
        rows.owner
                .sql(
                        "UPDATE pipeline.candidate_texts SET text_content = 'a newer one',"
                            + " text_version = 'newer', text_sha256 = sha256('a newer one') WHERE"
                            + " candidate_id = 900000")
                .update();
        rows.owner.sql("UPDATE candidates SET phone = 'another' WHERE id = 900000").update();

        rows.undone(merge);

        assertThat(rows.count("SELECT candidate_id FROM files WHERE id = 900100"))
                .isEqualTo(900000);
        assertThat(rows.count("SELECT candidate_id FROM files WHERE id = 900001"))
                .isEqualTo(900001);
        assertThat(
                        rows.count(
                                "SELECT count(*) FROM candidate_documents WHERE is_primary AND"
                                        + " candidate_id IN (900000, 900001)"))
                .isEqualTo(2);
        assertThat(
                        rows.owner
                                .sql(
                                        "SELECT text_content || ' ' || phone FROM candidates JOIN"
                                            + " pipeline.candidate_texts t ON t.candidate_id = id"
                                            + " WHERE id = 900000")
                                .query(String.class)
                                .single())
                .isEqualTo("a newer one another");
    }

    @Test
    void of_several_merges_the_last_is_undone_first() {
        rows.person(900010, "Third Person");
        Map<String, List<String>> before = rows.rows();
        long first = rows.merged(MergeFixture.FULL, MergeFixture.BARE);
        long second = rows.merged(MergeFixture.BARE, 900010);
        assertThat(rows.count("SELECT merged_into_id FROM candidates WHERE id = 900001"))
                .isEqualTo(900010);

        assertThat(rows.undo(first))
                .isEqualTo(
                        new UndoMerge.End.Refused(
                                "Merge %d cannot be undone before merge %d, which came after it: undo that one first."
                                        .formatted(first, second)));
        rows.undone(second);
        rows.undone(first);

        assertThat(rows.rows()).isEqualTo(before);
        assertThat(rows.undo(first))
                .isEqualTo(new UndoMerge.End.Refused("Merge " + first + " was undone before."));
    }

    @Test
    void who_cannot_be_merged_is_refused_and_nothing_changes() {
        rows.person(900010, "Third Person");
        rows.merged(900010, MergeFixture.BARE);
        rows.owner
                .sql(
                        "INSERT INTO candidates (id, email, full_name, anonymized_at) VALUES"
                                + " (900011, 'erased-900011@erased.invalid', '[erased]', now())")
                .update();
        rows.owner
                .sql(
                        "INSERT INTO candidates (id, email, full_name) VALUES (900012,"
                                + " 'document-1@no-email.invalid', 'Nobody')")
                .update();
        Map<String, List<String>> before = rows.rows();

        assertThat(why(900001, 900001, 900001)).contains("is one already");
        assertThat(why(900001, 4711, 900001)).isEqualTo("There is no candidate 4711.");
        assertThat(why(900001, 900010, 900001)).contains("was merged into candidate 900000");
        assertThat(why(900001, 900011, 900001)).contains("was erased");
        assertThat(why(900001, 900012, 900012)).contains("has no address: merge into 900001");
        assertThat(why(900001, 900012, 4711)).isEqualTo("--into must be 900001 or 900012.");

        assertThat(rows.rows()).isEqualTo(before);
    }

    @Test
    void both_applied_to_the_same_posting_so_each_keeps_the_own_application() {
        rows.owner
                .sql(
                        "INSERT INTO applications (job_id, organization_id, candidate_id,"
                                + " candidate_email) SELECT job_id, organization_id, 900000,"
                                + " 'other@example.com' FROM applications WHERE id = 900001")
                .update();
        Map<String, List<String>> before = rows.rows();

        MergeCandidates.End.Merged end =
                (MergeCandidates.End.Merged)
                        rows.merge(MergeFixture.FULL, MergeFixture.BARE, MergeFixture.BARE);

        assertThat(end.kept()).containsEntry("public.applications", 1L);
        assertThat(rows.count("SELECT candidate_id FROM applications WHERE id = 900001"))
                .isEqualTo(900001);
        rows.undone(end.merge());
        assertThat(rows.rows()).isEqualTo(before);
    }

    @Test
    void who_decided_stands_in_the_audit_trail() {
        long merge = rows.merged(MergeFixture.FULL, MergeFixture.BARE);
        rows.undone(merge);

        assertThat(
                        rows.owner
                                .sql(
                                        "SELECT DISTINCT concat_ws(' ', action, actor_type,"
                                            + " actor_user_id, request_id) FROM"
                                            + " compliance.audit_log WHERE table_name ="
                                            + " 'candidate_merges' AND row_id = :merge ORDER BY 1")
                                .param("merge", Long.toString(merge))
                                .query(String.class)
                                .list())
                .containsExactly(
                        "insert user 900009 duplicates merge",
                        "update user 900009 duplicates undo");
    }

    @Test
    void an_opt_out_or_a_restriction_of_one_is_the_survivors() {
        rows.owner
                .sql(
                        "UPDATE candidates SET is_active = false, restricted_at = now(),"
                                + " restriction_reason = 'subject_request' WHERE id = 900001")
                .update();
        Map<String, List<String>> before = rows.rows();

        long merge = rows.merged(MergeFixture.FULL, MergeFixture.BARE);

        assertThat(
                        rows.count(
                                "SELECT count(*) FROM candidates WHERE id = 900000 AND NOT"
                                        + " is_active AND restriction_reason = 'subject_request'"))
                .isOne();
        rows.undone(merge);
        assertThat(rows.rows()).isEqualTo(before);
    }

    private String why(long one, long other, long into) {
        return ((MergeCandidates.End.Refused) rows.merge(one, other, into)).why();
    }

    private long belonging(Reference reference, long candidate) {
        return rows.owner
                .sql(
                        "SELECT count(*) FROM "
                                + reference.table()
                                + " t WHERE t."
                                + reference.column()
                                + " = :id")
                .param("id", candidate)
                .query(Long.class)
                .single();
    }
}
