package dev.matchmill.jobs.erase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.migrations.type.SubjectRequestStatus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestStepTest {

    @Test
    void each_step_leads_from_where_it_may_to_where_it_must() {
        List<String> moves = new ArrayList<>();
        for (RequestStep step : RequestStep.values()) {
            for (SubjectRequestStatus status : SubjectRequestStatus.values()) {
                if (step.isAllowedFrom(status)) {
                    moves.add(status.label() + " " + step + " " + step.target().label());
                }
            }
        }

        assertThat(moves)
                .containsExactly(
                        "received VERIFY identity_check",
                        "identity_check APPROVE approved",
                        "received REJECT rejected",
                        "identity_check REJECT rejected",
                        "approved REJECT rejected",
                        "blocked_by_hold REJECT rejected",
                        "approved BLOCK blocked_by_hold",
                        "blocked_by_hold BLOCK blocked_by_hold",
                        "approved BEGIN in_progress",
                        "blocked_by_hold BEGIN in_progress",
                        "approved COMPLETE completed",
                        "in_progress COMPLETE completed");
    }

    @Test
    void a_refusal_says_what_is_and_what_would_have_to_be() {
        assertThat(RequestStep.APPROVE.refusal(4, SubjectRequestStatus.RECEIVED))
                .isEqualTo(
                        "request 4 is received: only one that is identity_check can be approved.");
    }
}
