package dev.matchmill.jobs.hold;

import dev.matchmill.jobs.report.TextTable;
import java.time.LocalDate;
import java.util.List;

/** Holds for people. */
public final class HoldText {

    private HoldText() {}

    /** A line for each. */
    public static String table(List<LegalHold> holds) {
        if (holds.isEmpty()) {
            return "nothing is under a hold\n";
        }
        TextTable table =
                new TextTable(
                        "id",
                        "name",
                        "days",
                        "review",
                        "postings",
                        "archived",
                        "candidates",
                        "applications",
                        "archived",
                        "due",
                        "requests",
                        "state");
        holds.forEach(hold -> {
            Coverage covered = hold.coverage();
            table.row(
                    hold.id(),
                    hold.name(),
                    hold.ageDays(),
                    review(hold),
                    covered.postings(),
                    covered.archivedPostings(),
                    covered.candidates(),
                    covered.applications(),
                    covered.archivedApplications(),
                    covered.due(),
                    covered.requests(),
                    hold.releasedAt().isPresent() ? "released" : "holds");
        });
        return table.render();
    }

    /** All there is to know about one. */
    public static String page(LegalHold hold) {
        Coverage covered = hold.coverage();
        TextTable table = new TextTable("hold " + hold.id(), hold.name());
        table.row("reason", hold.reason());
        hold.organization().ifPresent(name -> table.row("organization", name));
        table.row("placed", hold.placedAt() + ", " + hold.ageDays() + " days ago" + by(hold));
        table.row("review", review(hold));
        hold.releasedAt()
                .ifPresent(at ->
                        table.row(
                                "released", at + ": " + hold.releaseReason().orElse("no reason")));
        table.row("on", String.join(", ", hold.subjects()));
        table.row(
                "postings",
                covered.postings() + " live, " + covered.archivedPostings() + " archived");
        table.row("candidates", covered.candidates() + " live");
        table.row(
                "applications",
                covered.applications() + " live, " + covered.archivedApplications() + " archived");
        table.row("due without it", covered.due() + " rows past their last day");
        table.row("requests blocked", covered.requests() + " erasures wait");
        return table.render();
    }

    private static String review(LegalHold hold) {
        return hold.review().map(LocalDate::toString).orElse("never")
                + (hold.isReviewOverdue() ? " overdue" : "");
    }

    private static String by(LegalHold hold) {
        return hold.placedBy().map(user -> " by user " + user).orElse("");
    }
}
