package dev.matchmill.jobs.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.migrations.type.DuplicateState;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who is proposed, who is not, and when again. */
class FindDuplicatesIT {

    private static final DuplicateSettings SETTINGS = new DuplicateSettings(0.3, 5, 50, 3);

    private final MergeFixture rows = new MergeFixture();
    private final ProposalList proposals = new ProposalList(rows.batch, rows.parts.json());

    @AfterEach
    void close() {
        rows.close();
    }

    @Test
    void the_same_name_and_number_are_proposed_with_the_reasons_and_without_the_values() {
        twins();

        FindDuplicates.Found found = rows.find(SETTINGS);

        assertThat(found.proposed()).isOne();
        Proposal proposal = open().getFirst();
        assertThat(proposal.first().id()).isEqualTo(1001);
        assertThat(proposal.second().id()).isEqualTo(1002);
        assertThat(proposal.score()).isGreaterThan(0.9);
        assertThat(proposal.evidence())
                .containsExactly("the same telephone number", "the same name");
        assertThat(
                        rows.owner
                                .sql("SELECT evidence::text FROM pipeline.duplicate_proposals")
                                .query(String.class)
                                .single())
                .doesNotContain("Winter", "4930")
                .contains("same_phone");
    }

    @Test
    void a_second_search_looks_at_nobody_again_until_somebody_changes() {
        twins();
        rows.find(SETTINGS);

        assertThat(rows.find(SETTINGS)).isEqualTo(new FindDuplicates.Found(0, 0, 0));

        rows.owner.sql("UPDATE candidates SET phone = NULL WHERE id = 1002").update();
        FindDuplicates.Found after = rows.find(SETTINGS);
        assertThat(after.candidates()).isOne();
        assertThat(after.pairs()).isOne();
        assertThat(open()).isEmpty();
    }

    @Test
    void what_was_dismissed_comes_back_for_another_reason_only() {
        twins();
        rows.find(SETTINGS);
        long id = open().getFirst().id();
        Decisions decisions = new Decisions(rows.parts, rows.by("duplicates dismiss"));
        assertThat(rows.transactions.inNew(() -> decisions.dismiss(id))).isEmpty();
        assertThat(rows.transactions.inNew(() -> decisions.dismiss(id)))
                .hasValue("Proposal " + id + " is not open but dismissed.");

        rows.owner
                .sql("UPDATE candidates SET phone = '+49 30 99887766' WHERE id IN (1001, 1002)")
                .update();
        rows.find(SETTINGS);
        assertThat(open()).isEmpty();

        rows.owner
                .sql(
                        "UPDATE candidates SET linkedin_url ="
                                + " 'https://www.linkedin.com/in/clara-winter' WHERE id IN (1001,"
                                + " 1002)")
                .update();
        rows.find(SETTINGS);
        assertThat(open()).hasSize(1);
        assertThat(open().getFirst().evidence()).contains("the same profile link");
    }

    @Test
    void relatives_with_one_number_are_not_proposed() {
        person(1001, "Clara Winter", "+493012345678");
        person(1002, "Jonas Winter", "+493012345678");

        assertThat(rows.find(SETTINGS).pairs()).isOne();
        assertThat(open()).isEmpty();
    }

    @Test
    void a_number_that_many_share_proves_nothing() {
        for (long id = 1001; id <= 1006; id++) {
            person(id, "Clara Winter", "+493012345678");
        }

        rows.find(SETTINGS);

        assertThat(open()).isEmpty();
    }

    @Test
    void who_may_not_be_found_is_not_proposed() {
        twins();
        rows.owner
                .sql(
                        "UPDATE candidates SET restricted_at = now(), restriction_reason ="
                                + " 'subject_request' WHERE id = 1002")
                .update();

        rows.find(SETTINGS);

        assertThat(open()).isEmpty();
        assertThat(
                        rows.count(
                                "SELECT count(*) FROM pipeline.identity_keys WHERE candidate_id ="
                                        + " 1002"))
                .isZero();
    }

    @Test
    void candidates_of_two_organizations_are_proposed_only_where_both_match_with_everybody() {
        twins();
        rows.owner.sql("INSERT INTO organizations (id, name) VALUES (77, 'Another')").update();
        pool(1001, 900001, 501);
        pool(1002, 77, 502);

        rows.find(SETTINGS);
        assertThat(open()).isEmpty();
        assertThat(rows.merge(1001, 1002, 1001))
                .isInstanceOfSatisfying(
                        MergeCandidates.End.Refused.class,
                        refused -> assertThat(refused.why()).contains("organizations"));

        pool(1002, 900001, 503);
        new FindDuplicates(rows.parts, SETTINGS, rows.transactions::inNew).forget();
        rows.find(SETTINGS);
        assertThat(open()).hasSize(1);
    }

    @Test
    void a_merged_pair_is_listed_as_such_and_found_no_more() {
        twins();
        rows.find(SETTINGS);
        long merge = rows.merged(1002, 1001);
        rows.find(SETTINGS);

        assertThat(open()).isEmpty();
        assertThat(proposals.page(DuplicateState.MERGED, 0, 10))
                .singleElement()
                .satisfies(it -> assertThat(it.merge()).isEqualTo(merge))
                .satisfies(it -> assertThat(it.decidedBy()).isEqualTo("staff@example.com"));

        rows.undone(merge);
        rows.find(SETTINGS);
        assertThat(open()).isEmpty();
        assertThat(proposals.page(DuplicateState.UNDONE, 0, 10)).hasSize(1);
    }

    private List<Proposal> open() {
        return proposals.page(DuplicateState.OPEN, 0, 100);
    }

    private void twins() {
        person(1001, "Clara Winter", "+493012345678");
        person(1002, "Winter, Clara", "+49 30 12345678");
    }

    private void person(long id, String name, String phone) {
        rows.person(id, name);
        rows.owner
                .sql("UPDATE candidates SET phone = :phone WHERE id = :id")
                .param("phone", phone)
                .param("id", id)
                .update();
    }

    private void pool(long candidate, long organization, long pool) {
        rows.owner
                .sql(
                        "INSERT INTO talent_pools (id, organization_id, name) VALUES (:pool,"
                                + " :organization, 'pool ' || :pool)")
                .param("pool", pool)
                .param("organization", organization)
                .update();
        rows.owner
                .sql(
                        "INSERT INTO talent_pool_memberships (pool_id, candidate_id) VALUES (:pool,"
                                + " :candidate)")
                .param("pool", pool)
                .param("candidate", candidate)
                .update();
    }
}
