package dev.matchmill.jobs.vocabulary;

import dev.matchmill.jobs.run.JobParts;
import dev.matchmill.jobs.run.RunReport;
import dev.matchmill.readers.skill.SkillVocabulary;
import dev.matchmill.readers.vocabulary.VocabularyFile;
import dev.matchmill.readers.vocabulary.VocabularyKind;
import java.util.ArrayList;
import java.util.List;
import org.springframework.batch.core.step.Step;

/**
 * Makes the steps that take in vocabularies: {@code import.skills} or {@code import.titles} for
 * each file, and {@code import.registerSkills}.
 */
public record VocabularySteps(
        JobParts parts,
        SkillVocabulary shipped,
        SkillRegister register,
        ImportedVocabulary imported) {

    /** A file and the version that its terms get. */
    public record Edition(VocabularyFile file, String version) {}

    /**
     * The steps of one execution.
     *
     * @param organization owner of the rejections
     */
    public List<Step> of(List<Edition> editions, String organization, RunReport report) {
        List<Step> steps = new ArrayList<>();
        for (Edition edition : editions) {
            String name =
                    "import."
                            + edition.file().format().kind().label()
                            + (editions.size() > 1 ? steps.size() + 1 : "");
            steps.add(
                    parts.steps()
                            .repeated(
                                    name,
                                    new ImportTerms(
                                            edition.file(),
                                            edition.version(),
                                            organization,
                                            parts,
                                            report)));
        }
        boolean skills =
                editions.stream().anyMatch(e -> e.file().format().kind() == VocabularyKind.SKILLS);
        if (skills) {
            steps.add(
                    parts.steps()
                            .repeated(
                                    "import.registerSkills",
                                    () -> {
                                        register.add(imported.beside(shipped));
                                        return false;
                                    }));
        }
        return steps;
    }
}
