package dev.matchmill.jobs.hold;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A hold as it stands in the register, with what it keeps.
 *
 * @param organization name of the organization whose case it is
 * @param ageDays since it was placed, rounded down
 * @param isReviewOverdue whether the day of review has passed and it still holds
 * @param subjects what it was placed on, sorted
 */
public record LegalHold(
        long id,
        String name,
        String reason,
        Optional<String> organization,
        Instant placedAt,
        Optional<Long> placedBy,
        long ageDays,
        Optional<LocalDate> review,
        boolean isReviewOverdue,
        Optional<Instant> releasedAt,
        Optional<Long> releasedBy,
        Optional<String> releaseReason,
        List<String> subjects,
        Coverage coverage) {

    public LegalHold {
        subjects = List.copyOf(subjects);
    }
}
