package dev.matchmill.jobs.duplicate;

import dev.matchmill.jobs.run.JobParts;
import java.util.List;
import org.springframework.batch.core.step.Step;

/**
 * Makes the step that follows the reading of documents: {@code duplicate.compareChanged}.
 * Restartable from the states that were compared.
 */
public record DuplicateSteps(JobParts parts, DuplicateSettings settings) {

    /** The steps of one execution. */
    public List<Step> of() {
        return List.of(
                parts.steps()
                        .repeated(
                                "duplicate.compareChanged",
                                new FindDuplicates(
                                        new DuplicateParts(
                                                parts.jdbc(), parts.clock(), parts.json()),
                                        settings,
                                        parts.writes()::inNew)));
    }
}
