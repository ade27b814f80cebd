package dev.matchmill.jobs.hold;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LegalHoldsIT {

    private final HeldWorld world = HeldWorld.fresh();
    private final LegalHolds holds = new LegalHolds(HoldDatabase.get().privacy());

    @ParameterizedTest
    @CsvSource({
        "organization:, 1, 1, 1, 1, 1, 4",
        "candidate:, 0, 0, 1, 1, 1, 3",
        "posting:, 1, 0, 1, 1, 0, 3",
        "application:, 0, 0, 1, 1, 0, 2"
    })
    void what_a_hold_covers_is_counted_with_what_would_be_gone(
            String kind,
            long postings,
            long archivedPostings,
            long candidates,
            long applications,
            long archivedApplications,
            long due) {
        HeldWorld.fresh();
        world.execute(
                """
                INSERT INTO compliance.data_subject_requests
                    (request_type, scope, candidate_id, subject_fingerprint, status)
                VALUES ('erasure', 'platform', :id, sha256('f:id'), 'blocked_by_hold')
                """);
        long id = world.hold(kind);

        assertThat(find(id).coverage())
                .isEqualTo(
                        new Coverage(
                                postings,
                                archivedPostings,
                                candidates,
                                applications,
                                archivedApplications,
                                due,
                                1));
    }

    @Test
    void the_sets_of_one_hold_are_those_of_all_holds() {
        long id = world.hold("organization:");
        String sets = Coverage.SETS.replace(":hold", Long.toString(id));

        assertThat(world.count("compliance.held_jobs WHERE job_id = :id")).isEqualTo(1);
        for (String[] pair :
                new String[][] {
                    {"candidate_ids", "compliance.held_candidates", "candidate_id"},
                    {"user_ids", "compliance.held_users", "user_id"}
                }) {
            assertThat(
                            world.text(
                                    sets
                                            + "SELECT bool_and(i.id IN (SELECT "
                                            + pair[2]
                                            + " FROM "
                                            + pair[1]
                                            + "))::text FROM "
                                            + pair[0]
                                            + " i WHERE i.id IS NOT NULL"))
                    .as(pair[0])
                    .isEqualTo("true");
        }
    }

    @Test
    void a_hold_is_shown_with_its_age_and_whether_its_review_is_overdue() {
        long id = world.hold("candidate:", "posting:");
        Clock later = Clock.fixed(HoldDatabase.NOW.plus(Duration.ofDays(92)), ZoneOffset.UTC);
        Clock overdue = Clock.offset(later, Duration.ofDays(1));

        LegalHold fresh = find(id);
        LegalHold due = holds.find(id, later).orElseThrow();

        assertThat(fresh.name()).isEqualTo("case " + world.id());
        assertThat(fresh.reason()).isEqualTo("suit");
        assertThat(fresh.organization()).isEmpty();
        assertThat(fresh.placedAt()).isEqualTo(HoldDatabase.NOW);
        assertThat(fresh.placedBy()).contains(world.id());
        assertThat(fresh.subjects())
                .containsExactly("posting:" + world.id(), "candidate:" + world.id());
        assertThat(fresh.review()).contains(LocalDate.of(2027, 6, 1));
        assertThat(fresh.ageDays()).isZero();
        assertThat(fresh.isReviewOverdue()).isFalse();
        assertThat(due.ageDays()).isEqualTo(92);
        assertThat(due.isReviewOverdue()).isFalse();
        assertThat(holds.find(id, overdue).orElseThrow().isReviewOverdue()).isTrue();

        world.release(id);

        LegalHold released = holds.find(id, overdue).orElseThrow();
        assertThat(released.isReviewOverdue()).isFalse();
        assertThat(released.releasedAt()).contains(HoldDatabase.NOW);
        assertThat(released.releasedBy()).contains(world.id());
        assertThat(released.releaseReason()).contains("settled");
        assertThat(holds.find(Long.MAX_VALUE, later)).isEmpty();
    }

    @Test
    void the_list_has_the_open_ones_by_age_and_all_of_them_when_asked() {
        HeldWorld other = HeldWorld.fresh();
        long first = world.hold("candidate:");
        long released = other.hold("candidate:");
        long last = other.hold2("posting:");
        other.release(released);

        assertThat(ids(false)).containsSubsequence(first, last).doesNotContain(released);
        assertThat(ids(true)).containsSubsequence(first, released, last);
    }

    @Test
    void the_case_of_an_organization_shows_its_name() {
        HoldOrder order = world.order("candidate:");
        world.place(
                new HoldOrder(
                        order.name(),
                        "r",
                        Optional.of(world.id()),
                        order.subjects(),
                        Optional.empty()));

        LegalHold hold =
                holds.list(HoldDatabase.clock(), false).stream()
                        .filter(it -> it.name().equals(order.name()))
                        .findFirst()
                        .orElseThrow();

        assertThat(hold.organization()).contains("Works " + world.id());
        assertThat(hold.review()).isEmpty();
        assertThat(hold.isReviewOverdue()).isFalse();
    }

    private List<Long> ids(boolean all) {
        return holds.list(HoldDatabase.clock(), all).stream().map(LegalHold::id).toList();
    }

    private LegalHold find(long id) {
        return holds.find(id, HoldDatabase.clock()).orElseThrow();
    }
}
