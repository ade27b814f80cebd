package dev.matchmill.jobs.erase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.jobs.subject.Extent;
import dev.matchmill.migrations.type.OrganizationId;
import dev.matchmill.migrations.type.SubjectRequestScope;
import dev.matchmill.migrations.type.SubjectRequestStatus;
import dev.matchmill.migrations.type.SubjectRequestType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SubjectRequestTest {

    private static final Instant DUE = Proof.NOW;

    @Test
    void an_erasure_in_progress_is_incomplete_and_nothing_else_is() {
        assertThat(request(SubjectRequestType.ERASURE, SubjectRequestStatus.IN_PROGRESS).standing())
                .isEqualTo("INCOMPLETE");
        assertThat(request(SubjectRequestType.ACCESS, SubjectRequestStatus.IN_PROGRESS).standing())
                .isEqualTo("in_progress");
        assertThat(request(SubjectRequestType.ERASURE, SubjectRequestStatus.APPROVED).standing())
                .isEqualTo("approved");
    }

    @Test
    void it_is_overdue_after_its_day_as_long_as_it_is_open() {
        SubjectRequest open = request(SubjectRequestType.ERASURE, SubjectRequestStatus.APPROVED);

        assertThat(open.isOverdue(DUE)).isFalse();
        assertThat(open.isOverdue(DUE.plusMillis(1))).isTrue();
        assertThat(
                        request(
                                        SubjectRequestType.ERASURE,
                                        SubjectRequestStatus.COMPLETED,
                                        DUE,
                                        null)
                                .isOverdue(DUE.plusMillis(1)))
                .isFalse();
    }

    @Test
    void one_about_an_organization_means_that_organization_only() {
        assertThat(request(SubjectRequestType.ERASURE, SubjectRequestStatus.APPROVED).extent())
                .isEqualTo(new Extent.Platform());
        assertThat(
                        request(SubjectRequestType.ERASURE, SubjectRequestStatus.APPROVED, null, 9L)
                                .extent())
                .isEqualTo(new Extent.Tenant(new OrganizationId(9)));
    }

    @Test
    void the_list_shows_standing_and_what_is_overdue() {
        assertThat(
                        RequestText.table(
                                List.of(
                                        request(
                                                SubjectRequestType.ERASURE,
                                                SubjectRequestStatus.IN_PROGRESS)),
                                DUE.plusSeconds(1)))
                .contains("INCOMPLETE", "2026-03-04 OVERDUE", "platform", "erasure")
                .doesNotContain("@");
        assertThat(RequestText.table(List.of(), DUE)).isEqualTo("no requests\n");
        assertThat(
                        RequestText.map(
                                request(
                                        SubjectRequestType.ERASURE,
                                        SubjectRequestStatus.IN_PROGRESS),
                                DUE))
                .containsEntry("incomplete", true)
                .containsEntry("overdue", false)
                .containsEntry("steps_left", 3L)
                .containsEntry("steps_failed", 1L)
                .containsEntry("due_at", "2026-03-04T05:06:07.000890Z")
                .containsEntry("completed_at", null);
    }

    private static SubjectRequest request(SubjectRequestType type, SubjectRequestStatus status) {
        return request(type, status, null, null);
    }

    private static SubjectRequest request(
            SubjectRequestType type,
            SubjectRequestStatus status,
            @Nullable Instant completed,
            @Nullable Long organization) {
        return new SubjectRequest(
                1,
                type,
                organization == null
                        ? SubjectRequestScope.PLATFORM
                        : SubjectRequestScope.ORGANIZATION,
                organization,
                5L,
                Proof.PERSON,
                status,
                DUE,
                DUE,
                DUE,
                "in_person",
                null,
                null,
                completed,
                3,
                1);
    }
}
