package dev.matchmill.jobs.erase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.jobs.subject.Subjects;
import dev.matchmill.migrations.type.SubjectRequestScope;
import dev.matchmill.migrations.type.SubjectRequestType;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom a request means, by what it names; and what its plan says of them. */
class RequestSubjectsIT {

    private static final Instant NOW = Instant.parse("2026-06-01T02:00:00Z");
    private static final String BEN = "ben@example.org";

    @TempDir private Path home;

    private ErasureFixture program;

    @BeforeEach
    void open() {
        program = new ErasureFixture(home);
    }

    @AfterEach
    void close() {
        program.close();
    }

    @Test
    void an_address_and_a_candidate_that_are_one_person_are_looked_at_once() {
        assertThat(persons(ErasureFixture.PERSON, ErasureFixture.ADDRESS, BEN))
                .containsExactly(List.of(7L));
    }

    @Test
    void an_address_of_one_and_the_number_of_another_mean_both() {
        assertThat(persons(8L, ErasureFixture.ADDRESS, ErasureFixture.ADDRESS))
                .containsExactly(List.of(7L), List.of(8L));
    }

    @Test
    void an_address_alone_leads_to_its_person() {
        assertThat(persons(null, BEN, ErasureFixture.ADDRESS)).containsExactly(List.of(8L));
    }

    @Test
    void a_candidate_alone_is_meant_alone_whatever_address_the_fingerprint_stands_for() {
        assertThat(persons(8L, null, ErasureFixture.ADDRESS)).containsExactly(List.of(8L));
    }

    @Test
    void without_either_the_fingerprint_leads_to_the_address() {
        assertThat(persons(null, null, BEN)).containsExactly(List.of(8L));
    }

    @Test
    void nobody_is_behind_a_strange_address() {
        assertThat(persons(null, "nobody@example.org", BEN)).isEmpty();
    }

    @Test
    void a_plan_tells_only_of_stores_with_rows_and_of_what_is_held() {
        PersonRows.hold(program.owner(), ErasureFixture.PERSON);
        RequestPlan plan = plan(ErasureFixture.PERSON);

        assertThat(plan.stores())
                .extracting(store -> store.schema() + "." + store.table())
                .contains("public.candidates", "public.applications", "pipeline.source_records")
                .doesNotContain("public.offers", "public.embeddings");
        assertThat(plan.stores()).allMatch(store -> store.rows() > 0);
        assertThat(plan.table())
                .endsWith(
                        """
                        stored files: 1
                        blocked: application 7 is held
                        blocked: candidate 7 is held
                        """);
        assertThat(plan.toMap().get("stores"))
                .asInstanceOf(InstanceOfAssertFactories.list(Map.class))
                .contains(
                        Map.of(
                                "store",
                                "public.candidates",
                                "action",
                                "pseudonymise",
                                "rows",
                                1L,
                                "held",
                                1L));
    }

    private RequestPlan plan(long candidate) {
        long id = program.approved(candidate, null, NOW);
        return RequestPlan.of(program.jdbc(), program.fingerprint, program.request(id));
    }

    private List<List<Long>> persons(
            @Nullable Long candidate, @Nullable String contact, String fingerprintOf) {
        long id =
                new Requests(program.jdbc())
                        .receive(
                                new Requests.Wish(
                                        SubjectRequestType.ERASURE,
                                        SubjectRequestScope.PLATFORM,
                                        null,
                                        candidate,
                                        HexFormat.of()
                                                .formatHex(
                                                        program.fingerprint.fingerprint(
                                                                fingerprintOf)),
                                        contact),
                                NOW);
        return RequestSubjects.of(
                        new Subjects(program.jdbc(), program.inventory, program.fingerprint),
                        program.jdbc(),
                        program.request(id))
                .stream()
                .map(subject -> List.copyOf(subject.persons()))
                .toList();
    }
}
