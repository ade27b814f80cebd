package dev.matchmill.jobs.subject;

import static dev.matchmill.jobs.subject.PersonFixture.OTHER;
import static dev.matchmill.jobs.subject.PersonFixture.PERSON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.migrations.SqlSection;
import dev.matchmill.migrations.type.ApplicationId;
import dev.matchmill.migrations.type.OrganizationId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How much of a person is meant, and who is found by what. */
class ExtentIT {

    private static final String ADDRESS = "email.of.candidates@example.com";

    private static final Map<String, String> STATEMENTS =
            SqlSection.byTitle(ExtentIT.class, "extent.sql");

    private final PersonFixture rows = new PersonFixture();

    @AfterEach
    void close() {
        rows.close();
    }

    @Test
    void an_address_in_any_case_finds_the_person_of_the_number() {
        Subject byAddress =
                rows.subjects.address(" Email.OF.Candidates@example.com", new Extent.Platform());

        assertThat(byAddress.keys()).isEqualTo(rows.person(new Extent.Platform()).keys());
        assertThat(byAddress.persons()).containsExactly(PERSON);
        assertThat(byAddress.users()).containsExactly(PERSON);
        assertThat(byAddress.addresses()).contains(ADDRESS, "email.of.users@example.com");
    }

    @Test
    void nobody_is_found_by_a_strange_address() {
        assertThat(rows.subjects.address("nobody@example.com", new Extent.Platform()).isEmpty())
                .isTrue();
    }

    @Test
    void merged_duplicates_are_the_same_person() {
        run("two duplicates");

        Subject person = rows.person(new Extent.Platform());

        assertThat(person.candidates()).containsExactly(PERSON, 900004L, 900005L);
        assertThat(person.addresses()).contains("second@example.com", "third@example.com");
        rows.erased(person);
        assertThat(
                        list(
                                "SELECT email FROM candidates WHERE id NOT IN (900000, 900002)"
                                        + " ORDER BY id"))
                .containsExactly(
                        "erased-900001@erased.invalid",
                        "erased-900004@erased.invalid",
                        "erased-900005@erased.invalid");
    }

    @Test
    void an_organization_erases_its_own_and_the_profile_stays_with_the_other() {
        run("the person applies to the other organization");
        Subject part = rows.person(tenant(PERSON));
        assertThat(part.candidates()).isEmpty();
        assertThat(part.applications()).containsExactly(PERSON);
        assertThat(part.users()).isEmpty();

        Erasure.Erased erased = rows.erased(part);

        assertThat(erased.residualRows()).isZero();
        assertThat(list("SELECT email FROM candidates WHERE id = 900001")).containsExactly(ADDRESS);
        assertThat(
                        list(
                                "SELECT concat_ws(' ', id, candidate_id, candidate_email,"
                                        + " anonymized_at IS NULL) FROM applications ORDER BY id"))
                .containsExactly(
                        "900001 erased-900001@erased.invalid f",
                        "900002 900002 candidate_email.of.other.of.applications@example.com t",
                        "900006 900001 " + ADDRESS + " t");
        assertThat(list("SELECT body FROM messages ORDER BY id"))
                .containsExactly(
                        "[erased]", "body of other of messages", "from the other organization");
        assertThat(
                        list(
                                "SELECT pool_id::text FROM talent_pool_memberships WHERE"
                                        + " candidate_id = 900001"))
                .containsExactly("900002");
    }

    @Test
    void the_last_organization_takes_the_profile_along() {
        run("the person applies to the other organization");
        rows.erased(rows.person(tenant(PERSON)));

        Subject rest = rows.person(tenant(OTHER));

        assertThat(rest.candidates()).containsExactly(PERSON);
        rows.erased(rest);
        assertThat(list("SELECT email FROM candidates WHERE id = 900001"))
                .containsExactly("erased-900001@erased.invalid");
    }

    @Test
    void an_organization_that_does_not_hold_the_person_erases_nothing() {
        Subject none = rows.person(tenant(OTHER));

        assertThat(none.candidates()).isEmpty();
        assertThat(rows.erased(none).stores()).allMatch(store -> store.affected() == 0);
    }

    @Test
    void an_unlinked_application_goes_with_its_address() {
        run("an application that nobody linked");

        Subject stranger = rows.subjects.address("unlinked@example.com", new Extent.Platform());

        assertThat(stranger.applications()).containsExactly(900007L);
        rows.erased(stranger);
        assertThat(list("SELECT candidate_email FROM applications WHERE id = 900007"))
                .containsExactly("erased-900007@erased.invalid");
    }

    @Test
    void an_archived_application_is_found_by_fingerprint_alone() {
        rows.owner
                .sql(
                        "UPDATE archive.applications SET candidate_id = NULL, candidate_fingerprint"
                                + " = :f WHERE application_id = 1")
                .param("f", rows.fingerprint.fingerprint("long.ago@example.com"))
                .update();

        Subject longAgo = rows.subjects.address("Long.Ago@example.com", new Extent.Platform());

        assertThat(longAgo.archived()).containsExactly(1L);
        rows.erased(longAgo);
        assertThat(
                        list(
                                "SELECT concat_ws(' ', anonymized_at IS NOT NULL, payload_sha256 ="
                                    + " sha256(convert_to(payload::text, 'UTF8')), payload #>>"
                                    + " '{tables,applications,0,candidate_email}', payload #>>"
                                    + " '{tables,applications,0,status}', jsonb_exists(payload ->"
                                    + " 'tables', 'application_notes')) FROM archive.applications"
                                    + " WHERE application_id = 1"))
                .containsExactly("t t erased-1@erased.invalid pending f");
    }

    @Test
    void one_application_goes_without_its_candidate() {
        Subject one = rows.subjects.application(new ApplicationId(PERSON));
        assertThat(one.persons()).isEmpty();
        assertThat(one.files()).isEmpty();

        Erasure.Erased erased = rows.erased(one);

        assertThat(erased.residualRows()).isZero();
        assertThat(
                        list(
                                "SELECT concat_ws(' ', candidate_id, candidate_email) FROM"
                                        + " applications WHERE id = 900001"))
                .containsExactly("erased-900001@erased.invalid");
        assertThat(list("SELECT email FROM candidates WHERE id = 900001")).containsExactly(ADDRESS);
        assertThat(list("SELECT original_name FROM files WHERE id = 900001"))
                .containsExactly("original_name of files");
        assertThat(list("SELECT id::text FROM pipeline.source_records WHERE id = 900001"))
                .hasSize(1);
    }

    @Test
    void one_archived_application_goes_alone() {
        Subject one = rows.subjects.application(new ApplicationId(1));

        assertThat(one.archived()).containsExactly(1L);
        rows.erased(one);
        assertThat(
                        list(
                                "SELECT concat_ws(' ', candidate_id, payload #>>"
                                    + " '{tables,applications,0,candidate_id}', anonymized_at IS"
                                    + " NOT NULL) FROM archive.applications ORDER BY"
                                    + " application_id"))
                .containsExactly("t", "900002 900001 f");
    }

    @Test
    void of_a_shared_document_only_the_reference_goes() {
        run("somebody else's reference to the person's file");
        Subject person = rows.person(new Extent.Platform());
        assertThat(person.files()).doesNotContain(PERSON);

        Erasure.Erased erased = rows.erased(person);

        assertThat(erased.objects()).isEmpty();
        assertThat(
                        list(
                                "SELECT concat_ws(' ', candidate_id, deleted_at IS NULL) FROM files"
                                        + " WHERE id = 900001"))
                .containsExactly("900002 t");
        assertThat(
                        list(
                                "SELECT candidate_id::text FROM candidate_documents WHERE file_id ="
                                        + " 900001"))
                .containsExactly("900002");
        assertThat(list("SELECT id::text FROM pipeline.document_texts WHERE file_id = 900001"))
                .hasSize(1);
    }

    @Test
    void an_employees_login_stays() {
        rows.owner
                .sql(
                        "UPDATE users SET role = 'recruiter', organization_id = 900001 WHERE id ="
                                + " 900001")
                .update();

        Subject person = rows.person(new Extent.Platform());

        assertThat(person.users()).isEmpty();
        rows.erased(person);
        assertThat(
                        list(
                                "SELECT concat_ws(' ', email, anonymized_at IS NULL) FROM users"
                                        + " WHERE id = 900001"))
                .containsExactly("email.of.users@example.com t");
        assertThat(list("SELECT user_id::text FROM candidates WHERE id = 900001"))
                .containsExactly((String) null);
    }

    @Test
    void fingerprints_lead_back_to_addresses_that_are_still_there() {
        assertThat(
                        rows.transactions.inNew(() ->
                                rows.subjects.addressesOf(
                                        List.of(
                                                rows.fingerprint.fingerprint(ADDRESS),
                                                rows.fingerprint.fingerprint("gone@example.com")))))
                .containsExactly(ADDRESS);
    }

    private static Extent tenant(long organization) {
        return new Extent.Tenant(new OrganizationId(organization));
    }

    private void run(String section) {
        for (String statement : Objects.requireNonNull(STATEMENTS.get(section)).split(";\n", -1)) {
            rows.owner.sql(statement).update();
        }
    }

    private List<String> list(String sql) {
        return rows.owner.sql(sql).query(String.class).list();
    }
}
