package dev.matchmill.jobs.archive;

import dev.matchmill.jobs.recurring.Duty;
import dev.matchmill.jobs.recurring.MaintenanceJob;
import dev.matchmill.jobs.recurring.OwnerSession;
import dev.matchmill.jobs.recurring.RecurringParts;
import dev.matchmill.jobs.recurring.Visit;
import dev.matchmill.jobs.subject.SubjectFingerprint;
import dev.matchmill.migrations.type.JobFrequency;
import java.sql.SQLException;
import java.util.HexFormat;

/**
 * Moves applications that were flagged long ago with all that belongs to them, then postings that
 * ended long ago and have none left. Never the other way round: deleting a posting would take its
 * applications along.
 */
record Archive(RecurringParts parts) implements MaintenanceJob {

    private static final Duty DUTY =
            new Duty(
                    "J20",
                    "archive",
                    JobFrequency.QUARTERLY,
                    "Move old jobs and applications to the archive");

    private static final int APPLICATIONS = 500;
    private static final int JOBS = 200;

    @Override
    public Duty duty() {
        return DUTY;
    }

    @Override
    public void run(Visit visit) throws SQLException {
        SubjectFingerprint fingerprint = SubjectFingerprint.of(parts.home(), parts.jdbc());
        Catalogue catalogue = Catalogue.read(parts.jdbc());
        Flagging.ofEndedPostings().run(parts, visit);
        Move applications =
                new Move(DueRows.applications(), catalogue, address -> hex(fingerprint, address));
        if (!hasYears(applications, visit)) {
            return;
        }
        move(applications, "applications", APPLICATIONS, visit);
        Move.Count left = applications.count(parts.jdbc(), visit.now());
        visit.hold("applications", left.held());
        visit.note("applications with a background check", left.guarded());
        Move jobs = new Move(DueRows.jobs(), catalogue, _ -> "");
        move(jobs, "jobs", JOBS, visit);
        Move.Count jobsLeft = jobs.count(parts.jdbc(), visit.now());
        visit.hold("jobs", jobsLeft.held());
        visit.note("jobs with applications", jobsLeft.guarded());
    }

    @Override
    public void plan(Visit visit) {
        // A plan moves nothing, so it names nobody, and makes no key.
        Catalogue catalogue = Catalogue.read(parts.jdbc());
        Flagging.ofEndedPostings().plan(parts, visit);
        Move.Count applications =
                new Move(DueRows.applications(), catalogue, _ -> "")
                        .count(parts.jdbc(), visit.now());
        visit.affect("applications", applications.free());
        visit.hold("applications", applications.held());
        visit.note("applications with a background check", applications.guarded());
        Move.Count jobs =
                new Move(DueRows.jobs(), catalogue, _ -> "").count(parts.jdbc(), visit.now());
        visit.affect("jobs", jobs.free());
        visit.hold("jobs", jobs.held());
        visit.note("jobs with applications", jobs.guarded());
    }

    private static String hex(SubjectFingerprint fingerprint, String address) {
        return HexFormat.of().formatHex(fingerprint.fingerprint(address));
    }

    private boolean hasYears(Move applications, Visit visit) throws SQLException {
        try (OwnerSession owner = OwnerSession.open(parts, visit)) {
            for (int year : applications.years(parts.jdbc(), visit.now())) {
                if (!ArchivePeriods.make(owner, ArchivePeriods.year(year))) {
                    visit.postpone("archive.applications of " + year);
                    return false;
                }
            }
        }
        return true;
    }

    private void move(Move move, String what, int limit, Visit visit) {
        visit.affect(what, 0);
        Move.Place after = Move.Place.START;
        Move.Piece piece;
        do {
            if (visit.isOver()) {
                return;
            }
            Move.Place from = after;
            piece = parts.writes().inNew(() -> move.next(parts.jdbc(), from, visit.now(), limit));
            after = piece.after();
            visit.affect(what, piece.moved());
        } while (piece.picked() > 0);
        if (move.count(parts.jdbc(), visit.now()).free() > 0) {
            visit.postpone(what + " that somebody was writing");
        }
    }
}
