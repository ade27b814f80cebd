package dev.matchmill.jobs.posting;

import dev.matchmill.jobs.ledger.FeedBooks;
import dev.matchmill.jobs.ledger.SourceRegister;
import dev.matchmill.jobs.organization.Organizations;
import dev.matchmill.jobs.rejection.DeadLetters;
import dev.matchmill.jobs.run.JobParts;
import dev.matchmill.jobs.run.RunReport;
import dev.matchmill.readers.skill.SkillMatcher;
import dev.matchmill.readers.skill.SkillVocabulary;
import java.nio.file.Path;
import java.util.List;
import org.springframework.batch.core.step.Step;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes the step that reads a feed of postings, {@code import.postings}. */
public record ImportSteps(JobParts parts) {

    /**
     * The steps of one execution.
     *
     * @param feed a file, or a folder of files: CSV, JSON, web pages
     * @param organization owner of postings whose line names none
     * @param vocabulary gives skills that a posting names
     * @param matcher finds them in the text of one that names none
     */
    public List<Step> of(
            Path feed,
            String organization,
            SkillVocabulary vocabulary,
            SkillMatcher matcher,
            RunReport report) {
        JdbcClient jdbc = parts.jdbc();
        Organizations organizations = new Organizations(jdbc);
        return List.of(
                parts.steps()
                        .repeated(
                                "import.postings",
                                new ImportPostings(
                                        feed,
                                        organization,
                                        new PostingSkills(vocabulary, matcher),
                                        new PostingWriter(
                                                jdbc, organizations, parts.clock(), parts.json()),
                                        organizations,
                                        new FeedRegister(
                                                new SourceRegister(jdbc, parts.clock()),
                                                new FeedBooks(jdbc, parts.clock()),
                                                new DeadLetters(jdbc, parts.clock()),
                                                parts.run()),
                                        parts.writes(),
                                        parts.progress(),
                                        report)));
    }
}
