package dev.matchmill.jobs.ingest;

import dev.matchmill.jobs.ledger.ApplicationJson;
import dev.matchmill.jobs.ledger.Ledger;
import dev.matchmill.jobs.ledger.LedgerListing;
import dev.matchmill.jobs.ledger.SharedListing;
import dev.matchmill.jobs.ledger.SourceRegister;
import dev.matchmill.jobs.organization.Organizations;
import dev.matchmill.jobs.rejection.DeadLetters;
import dev.matchmill.jobs.run.JobParts;
import dev.matchmill.jobs.run.RunReport;
import dev.matchmill.jobs.run.ScheduledWork;
import dev.matchmill.jobs.subject.SubjectFingerprint;
import dev.matchmill.readers.blind.BlindText;
import dev.matchmill.readers.parse.DocumentParser;
import dev.matchmill.readers.profile.ProfileExtractor;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.springframework.batch.core.step.Step;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Makes the steps that take documents in: {@code ingest.listSources}, {@code ingest.readDocuments}
 * and {@code ingest.closeBooks}. All are restartable from the ledger.
 */
public final class IngestSteps {

    /** Changes when the same bytes would give another text or profile: everything is read again. */
    public static final String PIPELINE_VERSION = "2+blind" + BlindText.VERSION;

    private final JobParts parts;
    private final IngestSettings settings;
    private final LedgerListing listing;
    private final Ledger ledger;
    private final SourceRegister register;
    private final Organizations organizations;

    public IngestSteps(JobParts parts, IngestSettings settings) {
        this.parts = parts;
        this.settings = settings;
        ApplicationJson applications = new ApplicationJson(parts.json());
        this.listing = new LedgerListing(parts.jdbc(), parts.clock(), applications);
        this.ledger = new Ledger(parts.jdbc(), parts.clock(), applications);
        this.register = new SourceRegister(parts.jdbc(), parts.clock());
        this.organizations = new Organizations(parts.jdbc());
    }

    /**
     * What reads a document.
     *
     * @param parser bytes to text; thread-safe
     * @param threads run {@code parser} for several documents at once
     * @param maxBytes larger documents are refused before they are read
     * @param home where the originals and the fingerprint key are kept
     */
    public record Reading(
            DocumentParser parser,
            ProfileExtractor extractor,
            ExecutorService threads,
            long maxBytes,
            Path home) {}

    /** Changes with the vocabulary too: with other names other skills are found. */
    private static String version(Reading reading) {
        return PIPELINE_VERSION + "+names" + reading.extractor().vocabulary();
    }

    /** The steps of one execution, in their order. */
    public List<Step> of(IngestPlan plan, Reading reading, RunReport report) {
        report.serve(ScheduledWork.INGESTION);
        SharedListing shared = new SharedListing(parts.jdbc(), parts.clock(), settings.lease());
        OpenSources sources =
                new OpenSources(
                        plan,
                        organizations,
                        register,
                        parts.run(),
                        parts.writes(),
                        parts.jdbc(),
                        reading.maxBytes(),
                        shared);
        ListSources list =
                new ListSources(sources, listing, shared, parts, report, version(reading));
        ReadShared read =
                new ReadShared(
                        readDocuments(sources, reading, report),
                        sources,
                        list,
                        shared,
                        register,
                        parts.run(),
                        parts.writes());
        return List.of(
                parts.steps().repeated("ingest.listSources", list),
                parts.steps().repeated("ingest.readDocuments", read),
                parts.steps()
                        .repeated(
                                "ingest.closeBooks",
                                new CloseBooks(
                                        sources, register, parts.run(), parts.writes(), report)));
    }

    private ReadDocuments readDocuments(OpenSources sources, Reading reading, RunReport report) {
        DocumentFiles files = new DocumentFiles(reading.home().resolve("documents"));
        ReadDocument reader =
                new ReadDocument(
                        reading.parser(),
                        reading.extractor(),
                        files,
                        parts.clock(),
                        reading.maxBytes(),
                        Ledger.MAX_ATTEMPTS);
        return new ReadDocuments(
                sources,
                ledger,
                parts.run(),
                new Claims(ledger, parts.run(), parts.writes(), settings),
                new InFlight(reader, reading.threads()),
                new StoreBatch(
                        storeResume(reading),
                        ledger,
                        new DeadLetters(parts.jdbc(), parts.clock()),
                        files,
                        parts.run(),
                        parts.writes(),
                        report),
                parts.progress(),
                parts.throttle());
    }

    private StoreResume storeResume(Reading reading) {
        JdbcClient jdbc = parts.jdbc();
        Clock clock = parts.clock();
        return new StoreResume(
                new Suppressions(jdbc, clock, SubjectFingerprint.of(reading.home(), jdbc)),
                new DocumentWriter(jdbc, clock, parts.json(), version(reading)),
                new ApplicationWriter(jdbc, clock),
                new CandidateWriter(jdbc, clock, parts.json()),
                new FactWriter(jdbc));
    }
}
