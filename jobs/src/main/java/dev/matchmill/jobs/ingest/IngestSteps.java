package dev.matchmill.jobs.ingest;

import dev.matchmill.config.database.Transactions;
import dev.matchmill.jobs.ledger.Ledger;
import dev.matchmill.jobs.ledger.SourceRegister;
import dev.matchmill.jobs.organization.Organizations;
import dev.matchmill.jobs.rejection.DeadLetters;
import dev.matchmill.jobs.run.CurrentRun;
import dev.matchmill.jobs.run.Progress;
import dev.matchmill.jobs.run.RunReport;
import dev.matchmill.jobs.run.Steps;
import dev.matchmill.readers.blind.BlindText;
import dev.matchmill.readers.parse.DocumentParser;
import dev.matchmill.readers.profile.ProfileExtractor;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.springframework.batch.core.step.Step;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes the steps that take documents in: {@code ingest.listSources}, {@code ingest.readDocuments}
 * and {@code ingest.closeBooks}. All are restartable from the ledger.
 */
public final class IngestSteps {

    /** Changes when the same bytes would give another text or profile: everything is read again. */
    public static final String PIPELINE_VERSION = "1+blind" + BlindText.VERSION;

    private final Steps steps;
    private final JdbcClient jdbc;
    private final Transactions transactions;
    private final CurrentRun run;
    private final Clock clock;
    private final JsonMapper json;
    private final Progress progress;
    private final IngestSettings settings;
    private final Ledger ledger;
    private final SourceRegister register;
    private final Organizations organizations;

    public IngestSteps(
            Steps steps,
            JdbcClient jdbc,
            Transactions transactions,
            CurrentRun run,
            Clock clock,
            JsonMapper json,
            Progress progress,
            IngestSettings settings,
            Ledger ledger) {
        this.steps = steps;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.run = run;
        this.clock = clock;
        this.json = json;
        this.progress = progress;
        this.settings = settings;
        this.ledger = ledger;
        this.register = new SourceRegister(jdbc, clock);
        this.organizations = new Organizations(jdbc);
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

    /** The steps of one execution, in their order. */
    public List<Step> of(IngestPlan plan, Reading reading, RunReport report) {
        OpenSources sources =
                new OpenSources(
                        plan, organizations, register, run, transactions, jdbc, reading.maxBytes());
        return List.of(
                steps.repeated(
                        "ingest.listSources",
                        new ListSources(
                                sources,
                                ledger,
                                run,
                                transactions,
                                jdbc,
                                progress,
                                PIPELINE_VERSION)),
                steps.repeated("ingest.readDocuments", readDocuments(sources, reading)),
                steps.repeated(
                        "ingest.closeBooks",
                        new CloseBooks(sources, register, run, transactions, jdbc, report)));
    }

    private ReadDocuments readDocuments(OpenSources sources, Reading reading) {
        DocumentFiles files = new DocumentFiles(reading.home().resolve("documents"));
        ReadDocument reader =
                new ReadDocument(
                        reading.parser(),
                        reading.extractor(),
                        files,
                        clock,
                        reading.maxBytes(),
                        Ledger.MAX_ATTEMPTS);
        StoreResume resumes =
                new StoreResume(
                        new Suppressions(jdbc, FingerprintKey.of(reading.home())),
                        new DocumentWriter(jdbc, clock, json, PIPELINE_VERSION),
                        new ApplicationWriter(jdbc, clock),
                        new CandidateWriter(jdbc, clock, json),
                        new FactWriter(jdbc, clock));
        return new ReadDocuments(
                sources,
                ledger,
                run,
                new Claims(ledger, run, transactions, jdbc, settings),
                reader,
                new StoreBatch(
                        resumes,
                        ledger,
                        new DeadLetters(jdbc, clock),
                        files,
                        run,
                        transactions,
                        jdbc),
                reading.threads(),
                progress);
    }
}
