package dev.matchmill.jobs.erase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.migrations.type.SubjectRequestScope;
import dev.matchmill.migrations.type.SubjectRequestType;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The register of requests. */
class RequestsIT {

    private static final Instant NOW = Instant.parse("2026-06-01T02:00:00.000001Z");

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
    void who_only_wants_to_see_their_data_is_not_erased() {
        program.approved(ErasureFixture.PERSON, null, NOW);
        program.sql("UPDATE compliance.data_subject_requests SET request_type = 'access'");

        assertThat(new Requests(program.jdbc()).executable()).isEmpty();
    }

    @Test
    void a_wish_does_not_print_the_person() {
        assertThat(
                        new Requests.Wish(
                                        SubjectRequestType.ERASURE,
                                        SubjectRequestScope.PLATFORM,
                                        null,
                                        8L,
                                        "0".repeat(64),
                                        ErasureFixture.ADDRESS)
                                .toString())
                .isEqualTo("Wish[ERASURE, PLATFORM]");
    }

    @Test
    void a_line_names_the_candidate_if_one_is_known() {
        program.approved(ErasureFixture.PERSON, null, NOW);
        program.approved(null, null, NOW.plusSeconds(1), 1L);

        assertThat(RequestText.table(new Requests(program.jdbc()).all(true), NOW).lines().skip(1))
                .map(line -> line.strip().replaceAll(" +", " "))
                .anyMatch(line -> line.contains("erasure platform 7 approved"))
                .anyMatch(line -> line.contains("erasure organization 1 - approved"));
    }

    @Test
    void j05_the_most_urgent_comes_first_and_only_what_is_approved_comes_at_all() {
        long later = program.approved(8L, null, NOW);
        long sooner = program.approved(ErasureFixture.PERSON, null, NOW.minusSeconds(60));
        long begun = program.approved(null, null, NOW.minusSeconds(30));
        new Erasures(program.parts()).begin(begun, NOW);
        Requests requests = new Requests(program.jdbc());
        requests.receive(
                new Requests.Wish(
                        SubjectRequestType.ERASURE,
                        SubjectRequestScope.PLATFORM,
                        null,
                        8L,
                        "0".repeat(64),
                        null),
                NOW.minusSeconds(90));

        assertThat(requests.executable())
                .extracting(SubjectRequest::id)
                .containsExactly(sooner, begun, later);
        assertThat(requests.all(true)).hasSize(4);
        assertThat(program.request(later).dueAt())
                .isEqualTo(Instant.parse("2026-07-01T02:00:00.000001Z"));
    }
}
