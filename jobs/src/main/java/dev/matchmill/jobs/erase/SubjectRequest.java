package dev.matchmill.jobs.erase;

import dev.matchmill.jobs.subject.Extent;
import dev.matchmill.migrations.type.OrganizationId;
import dev.matchmill.migrations.type.SubjectRequestScope;
import dev.matchmill.migrations.type.SubjectRequestStatus;
import dev.matchmill.migrations.type.SubjectRequestType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person's request, without what names the person.
 *
 * @param organization for scope {@code organization}; null for the whole platform
 * @param candidate whom it is about, if one is known
 * @param fingerprint keyed fingerprint of the address, 64 digits
 * @param verification how the identity was verified
 * @param startedAt point of no return of an erasure
 * @param open steps of the erasure that are left
 * @param failed those of them that were tried and refused
 */
public record SubjectRequest(
        long id,
        SubjectRequestType type,
        SubjectRequestScope scope,
        @Nullable Long organization,
        @Nullable Long candidate,
        String fingerprint,
        SubjectRequestStatus status,
        Instant receivedAt,
        Instant dueAt,
        @Nullable Instant verifiedAt,
        @Nullable String verification,
        @Nullable Instant decidedAt,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        long open,
        long failed) {

    /** How much of the person's data is meant. */
    public Extent extent() {
        return scope == SubjectRequestScope.ORGANIZATION && organization != null
                ? new Extent.Tenant(new OrganizationId(organization))
                : new Extent.Platform();
    }

    /** Past the point of no return, and something is still there. Never the same as done. */
    public boolean isIncomplete() {
        return type == SubjectRequestType.ERASURE && status == SubjectRequestStatus.IN_PROGRESS;
    }

    public boolean isOverdue(Instant now) {
        return completedAt == null && dueAt.isBefore(now);
    }

    /** What a person reads: the status, or {@code INCOMPLETE}. */
    public String standing() {
        return isIncomplete() ? "INCOMPLETE" : status.label();
    }
}
