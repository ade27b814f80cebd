package dev.matchmill.jobs.launch;

import dev.matchmill.config.database.WorkingRole;
import dev.matchmill.jobs.erase.ExportRequest;
import dev.matchmill.jobs.erase.RequestSubjects;
import dev.matchmill.jobs.erase.SubjectExport;
import dev.matchmill.jobs.erase.SubjectExport.Written;
import dev.matchmill.jobs.erase.SubjectRequest;
import dev.matchmill.jobs.run.ExitCode;
import dev.matchmill.jobs.subject.Extent;
import dev.matchmill.jobs.subject.Inventory;
import dev.matchmill.jobs.subject.Subject;
import dev.matchmill.jobs.subject.SubjectFingerprint;
import dev.matchmill.jobs.subject.Subjects;
import dev.matchmill.migrations.type.CandidateId;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Everything about one person. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Writes everything that is kept about one person into a folder.",
            "That is person.json and their files. With --request it answers an approved request for"
                    + " access or portability."
        })
final class ExportCommand implements Callable<Integer> {

    @Parameters(paramLabel = "CANDIDATE", arity = "0..1", description = "row of candidates")
    private @Nullable Long candidate;

    @Option(names = "--request", paramLabel = "ID", description = "the request that is answered")
    private @Nullable Long request;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "FOLDER",
            description = "new or empty; nobody but you can read it afterwards")
    private Path folder = Path.of("");

    @Override
    public Integer call() {
        if ((candidate == null) == (request == null)) {
            throw new IllegalUsageException("name a candidate or --request, one of the two.");
        }
        try (Session session = Session.open(WorkingRole.PRIVACY)) {
            Written written = write(session);
            Console.print(
                    "%s: %d rows; files copied: %d, missing: %d"
                            .formatted(
                                    written.file(),
                                    written.rows(),
                                    written.copied(),
                                    written.missing()));
        }
        return ExitCode.OK.code();
    }

    private Written write(Session session) {
        PrivacyWork work = PrivacyWork.of(session, "export", null);
        JdbcClient jdbc = work.jdbc();
        Instant now = session.get(Clock.class).instant();
        SubjectExport export =
                new SubjectExport(
                        jdbc,
                        Inventory.declared(),
                        Home.path().resolve("documents"),
                        Json.pretty());
        Subjects subjects =
                new Subjects(jdbc, Inventory.declared(), SubjectFingerprint.of(Home.path(), jdbc));
        SubjectRequest asked = request == null ? null : exportable(jdbc, request);
        // Not repeated: the folder is written once. Recorded first, so that no export is
        // unrecorded.
        List<Subject> views =
                work.inNew(() -> {
                    List<Subject> found =
                            asked == null
                                    ? List.of(
                                            subjects.candidate(candidate(), new Extent.Platform()))
                                    : RequestSubjects.of(subjects, jdbc, asked);
                    if (found.stream().allMatch(Subject::isEmpty)) {
                        throw new IllegalUsageException("nothing is kept about that person.");
                    }
                    TreeSet<Long> persons = new TreeSet<>();
                    found.forEach(view -> persons.addAll(view.persons()));
                    new ExportRequest(jdbc).record(persons);
                    return found;
                });
        Written written = export.write(views, folder, now);
        if (asked != null) {
            work.inNew(() -> {
                new ExportRequest(jdbc).complete(asked, now);
                return true;
            });
        }
        return written;
    }

    private CandidateId candidate() {
        Long id = candidate;
        if (id == null) {
            throw new IllegalStateException("a request was named");
        }
        return new CandidateId(id);
    }

    private static SubjectRequest exportable(JdbcClient jdbc, long id) {
        SubjectRequest found = RequestWork.find(jdbc, id);
        try {
            ExportRequest.requireExportable(found);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalUsageException(String.valueOf(wrong.getMessage()));
        }
        return found;
    }
}
