package dev.matchmill.jobs.launch;

import dev.matchmill.readers.vocabulary.VocabularyKind;
import picocli.CommandLine.Command;

/** Job titles out of others' vocabularies. */
@Command(
        name = "titles",
        description = {
            "Imports names of occupations: O*NET's Alternate Titles, ESCO's occupations_en.csv.",
            "The titles of resumes read from then on are normalized with them."
        })
final class ImportTitlesCommand extends ImportVocabularyCommand {

    ImportTitlesCommand() {
        super(VocabularyKind.TITLES);
    }
}
