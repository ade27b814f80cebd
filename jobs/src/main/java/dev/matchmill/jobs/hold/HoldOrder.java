package dev.matchmill.jobs.hold;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What somebody orders to be kept. Name and reason may tell of a person: neither is ever logged.
 *
 * @param name of the case; unique among the holds that are not released
 * @param organization whose case it is; its postings and applications only can be named then
 * @param subjects at least one
 * @param review day on which somebody should ask whether it is still needed
 */
public record HoldOrder(
        String name,
        String reason,
        Optional<Long> organization,
        List<SubjectReference> subjects,
        Optional<LocalDate> review) {

    public HoldOrder {
        name = name.strip();
        reason = reason.strip();
        subjects = List.copyOf(subjects);
        if (name.isEmpty() || reason.isEmpty() || subjects.isEmpty()) {
            throw new IllegalArgumentException("a hold needs a name, a reason and a subject");
        }
    }
}
