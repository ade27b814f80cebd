package dev.matchmill.jobs.erase;

import dev.matchmill.jobs.recurring.Duty;
import dev.matchmill.jobs.recurring.Finding;
import dev.matchmill.jobs.recurring.MaintenanceJob;
import dev.matchmill.jobs.recurring.OwnerSession;
import dev.matchmill.jobs.recurring.Visit;
import dev.matchmill.jobs.subject.VectorLeaves;
import dev.matchmill.migrations.type.FindingKind;
import dev.matchmill.migrations.type.JobFrequency;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;

/**
 * J05: executes approved erasures, the most urgent first, and finishes those that an earlier run
 * could not. Nothing is taken in, embedded or matched meanwhile.
 */
public final class ErasureExecution implements MaintenanceJob {

    private static final String REQUESTS = "requests";

    private final ErasureParts made;
    private final OptionalLong only;

    /**
     * @param only this request, if approved; empty: all
     */
    public ErasureExecution(ErasureParts made, OptionalLong only) {
        this.made = made;
        this.only = only;
    }

    @Override
    public Duty duty() {
        return new Duty(
                "J05",
                "erasureExecution",
                JobFrequency.DAILY,
                "executes approved erasures, certifies those that are done");
    }

    @Override
    public Set<FindingKind> judges() {
        return only.isPresent() ? Set.of() : Set.of(FindingKind.ERASURE_INCOMPLETE);
    }

    @Override
    public void run(Visit visit) throws SQLException {
        visit.affect(REQUESTS, 0);
        List<SubjectRequest> due = due();
        if (!due.isEmpty()) {
            try (PipelinePause pause = made.pause().take()) {
                execute(due, pause, visit);
            }
        }
        tellOverdue(visit);
    }

    private void execute(List<SubjectRequest> due, PipelinePause pause, Visit visit)
            throws SQLException {
        if (!pause.isTaken()) {
            visit.postpone("erasures, for documents are being taken in");
            return;
        }
        Erasures.Parts parts = made.parts();
        Erasures erasures = new Erasures(parts);
        FinishErasure finish = new FinishErasure(parts, leaves -> vacuum(leaves, visit));
        for (SubjectRequest request : due) {
            if (visit.isOver()) {
                return;
            }
            Instant now = visit.now().toInstant().truncatedTo(ChronoUnit.MICROS);
            tell(
                    request,
                    switch (erasures.begin(request.id(), now)) {
                        case Erasures.Begun.Yes _ -> finish.finish(request.id(), now);
                        case Erasures.Begun.No(Progress why) -> why;
                    },
                    visit);
        }
    }

    @Override
    public void plan(Visit visit) {
        List<SubjectRequest> due = due();
        visit.affect(REQUESTS, due.size());
        due.forEach(request -> visit.note("request " + request.id(), request.standing()));
    }

    private List<SubjectRequest> due() {
        return new Requests(made.parts().jdbc())
                .executable().stream()
                        .filter(it -> only.isEmpty() || only.getAsLong() == it.id())
                        .toList();
    }

    private SortedSet<String> vacuum(Collection<String> leaves, Visit visit) throws SQLException {
        try (OwnerSession session = OwnerSession.open(made.recurring(), visit)) {
            return VectorLeaves.vacuum(session, leaves);
        }
    }

    private void tell(SubjectRequest request, Progress progress, Visit visit) {
        String name = name(request);
        switch (progress) {
            case Progress.Completed completed -> {
                visit.affect(REQUESTS, 1);
                visit.affect("rows", completed.rows());
                visit.affect("objects", completed.objects());
                if (!completed.names().isEmpty()) {
                    visit.note(name + ", a name or somebody else's rows", completed.names());
                }
            }
            case Progress.Blocked blocked -> {
                visit.hold(REQUESTS, 1);
                visit.note(name + ", held", blocked.by());
            }
            case Progress.Incomplete incomplete -> {
                visit.note(name + ", INCOMPLETE", incomplete.left());
                visit.find(
                        Finding.critical(
                                        FindingKind.ERASURE_INCOMPLETE,
                                        name,
                                        incomplete.left().size(),
                                        0,
                                        "See ./matchmill erase show "
                                                + request.id()
                                                + ": mend what refuses, then ./matchmill erase"
                                                + " run.")
                                .with(Map.of("left", incomplete.left())));
            }
            case Progress.Gone _ -> visit.note(name, "closed meanwhile");
        }
    }

    // The law's deadline, whatever keeps the request from being done.
    private void tellOverdue(Visit visit) {
        Instant now = visit.now().toInstant();
        for (SubjectRequest request : new Requests(made.parts().jdbc()).all(true)) {
            if (request.isOverdue(now) && !request.isIncomplete()) {
                visit.find(
                        Finding.warning(
                                FindingKind.ERASURE_INCOMPLETE,
                                name(request) + " is overdue",
                                (double) ChronoUnit.DAYS.between(request.dueAt(), now),
                                0,
                                "It is "
                                        + request.standing()
                                        + ": answer the person; see ./matchmill erase show "
                                        + request.id()
                                        + "."));
            }
        }
    }

    private static String name(SubjectRequest request) {
        return "request " + request.id();
    }
}
