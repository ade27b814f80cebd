package dev.matchmill.jobs.erase;

import dev.matchmill.migrations.type.SubjectRequestStatus;
import java.util.EnumSet;
import java.util.Set;

/** What may be done with a request, and where it must stand for that. */
public enum RequestStep {
    VERIFY(SubjectRequestStatus.IDENTITY_CHECK, SubjectRequestStatus.RECEIVED),
    APPROVE(SubjectRequestStatus.APPROVED, SubjectRequestStatus.IDENTITY_CHECK),
    REJECT(
            SubjectRequestStatus.REJECTED,
            SubjectRequestStatus.RECEIVED,
            SubjectRequestStatus.IDENTITY_CHECK,
            SubjectRequestStatus.APPROVED,
            SubjectRequestStatus.BLOCKED_BY_HOLD),
    BLOCK(
            SubjectRequestStatus.BLOCKED_BY_HOLD,
            SubjectRequestStatus.APPROVED,
            SubjectRequestStatus.BLOCKED_BY_HOLD),
    /** The point of no return of an erasure. */
    BEGIN(
            SubjectRequestStatus.IN_PROGRESS,
            SubjectRequestStatus.APPROVED,
            SubjectRequestStatus.BLOCKED_BY_HOLD),
    COMPLETE(
            SubjectRequestStatus.COMPLETED,
            SubjectRequestStatus.APPROVED,
            SubjectRequestStatus.IN_PROGRESS);

    private final SubjectRequestStatus target;
    private final Set<SubjectRequestStatus> origins;

    RequestStep(
            SubjectRequestStatus target,
            SubjectRequestStatus origin,
            SubjectRequestStatus... more) {
        this.target = target;
        this.origins = EnumSet.of(origin, more);
    }

    /** Where the request stands afterwards. */
    public SubjectRequestStatus target() {
        return target;
    }

    public boolean isAllowedFrom(SubjectRequestStatus status) {
        return origins.contains(status);
    }

    /** Why it is not allowed, a sentence. */
    public String refusal(long request, SubjectRequestStatus status) {
        return "request %d is %s: only one that is %s can be %s."
                .formatted(
                        request,
                        status.label(),
                        String.join(
                                " or ", origins.stream().map(SubjectRequestStatus::label).toList()),
                        target.label());
    }
}
