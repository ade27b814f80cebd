package dev.matchmill.jobs.erase;

import dev.matchmill.migrations.type.SubjectRequestStatus;
import java.util.EnumSet;
import java.util.Set;

/** What may be done with a request, and where it must stand for that. */
public enum RequestStep {
    VERIFY(SubjectRequestStatus.IDENTITY_CHECK),
    APPROVE(SubjectRequestStatus.APPROVED),
    REJECT(SubjectRequestStatus.REJECTED),
    BLOCK(SubjectRequestStatus.BLOCKED_BY_HOLD),
    /** The point of no return of an erasure. */
    BEGIN(SubjectRequestStatus.IN_PROGRESS),
    COMPLETE(SubjectRequestStatus.COMPLETED);

    private final SubjectRequestStatus target;

    RequestStep(SubjectRequestStatus target) {
        this.target = target;
    }

    /** Where the request stands afterwards. */
    public SubjectRequestStatus target() {
        return target;
    }

    public boolean isAllowedFrom(SubjectRequestStatus status) {
        return origins().contains(status);
    }

    /** Why it is not allowed, a sentence. */
    public String refusal(long request, SubjectRequestStatus status) {
        return "request %d is %s: only one that is %s can be %s."
                .formatted(
                        request,
                        status.label(),
                        String.join(
                                " or ",
                                origins().stream().map(SubjectRequestStatus::label).toList()),
                        target.label());
    }

    private Set<SubjectRequestStatus> origins() {
        return switch (this) {
            case VERIFY -> EnumSet.of(SubjectRequestStatus.RECEIVED);
            case APPROVE -> EnumSet.of(SubjectRequestStatus.IDENTITY_CHECK);
            case REJECT ->
                    EnumSet.of(
                            SubjectRequestStatus.RECEIVED,
                            SubjectRequestStatus.IDENTITY_CHECK,
                            SubjectRequestStatus.APPROVED,
                            SubjectRequestStatus.BLOCKED_BY_HOLD);
            case BLOCK, BEGIN ->
                    EnumSet.of(SubjectRequestStatus.APPROVED, SubjectRequestStatus.BLOCKED_BY_HOLD);
            case COMPLETE ->
                    EnumSet.of(SubjectRequestStatus.APPROVED, SubjectRequestStatus.IN_PROGRESS);
        };
    }
}
