package dev.matchmill.jobs.posting;

import dev.matchmill.config.database.Transactions;
import dev.matchmill.jobs.ledger.SourceRegister;
import dev.matchmill.jobs.organization.Organizations;
import dev.matchmill.jobs.rejection.DeadLetters;
import dev.matchmill.jobs.run.CurrentRun;
import dev.matchmill.jobs.run.Progress;
import dev.matchmill.jobs.run.RunReport;
import dev.matchmill.jobs.run.Steps;
import dev.matchmill.readers.skill.SkillMatcher;
import dev.matchmill.readers.skill.SkillVocabulary;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.springframework.batch.core.step.Step;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Makes the step that reads a feed of postings, {@code import.postings}. */
public record ImportSteps(
        Steps steps,
        JdbcClient jdbc,
        Transactions transactions,
        CurrentRun run,
        Clock clock,
        JsonMapper json,
        Progress progress,
        SkillVocabulary vocabulary,
        SkillMatcher matcher) {

    /**
     * The steps of one execution.
     *
     * @param feed CSV or JSON lines
     * @param organization owner of postings whose line names none
     */
    public List<Step> of(Path feed, String organization, RunReport report) {
        return List.of(
                steps.repeated(
                        "import.postings",
                        new ImportPostings(
                                feed,
                                organization,
                                new PostingSkills(vocabulary, matcher),
                                new PostingWriter(jdbc, clock, json),
                                new Organizations(jdbc),
                                new SourceRegister(jdbc, clock),
                                new DeadLetters(jdbc, clock),
                                run,
                                transactions,
                                jdbc,
                                progress,
                                report)));
    }
}
