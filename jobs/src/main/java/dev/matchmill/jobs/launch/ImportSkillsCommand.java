package dev.matchmill.jobs.launch;

import dev.matchmill.readers.vocabulary.VocabularyKind;
import picocli.CommandLine.Command;

/** Skills out of others' vocabularies. */
@Command(
        name = "skills",
        description = {
            "Imports names of skills of ESCO, O*NET or lists:",
            "ESCO's CSV (skills_en.csv, other languages, broaderRelationsSkillPillar.csv), O*NET's",
            "Technology Skills, lists of programming languages.",
            "The next ingest reads every document again, with the new names."
        })
final class ImportSkillsCommand extends ImportVocabularyCommand {

    ImportSkillsCommand() {
        super(VocabularyKind.SKILLS);
    }
}
