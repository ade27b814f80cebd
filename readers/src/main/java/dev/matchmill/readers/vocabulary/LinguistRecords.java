package dev.matchmill.readers.vocabulary;

import dev.matchmill.migrations.type.SkillCategory;
import dev.matchmill.readers.posting.FeedFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Records of a list of programming languages: name, type, aliases parted by a bar. */
final class LinguistRecords {

    private LinguistRecords() {}

    static VocabularyTerm language(FeedFields record) {
        TermFields fields = new TermFields(record);
        String name = fields.needed("name");
        List<String> names = new ArrayList<>(List.of(name));
        names.addAll(fields.parts("aliases", "\\|"));
        return new VocabularyTerm(
                name.toLowerCase(Locale.ROOT),
                TermFields.names(names),
                true,
                SkillCategory.TECHNICAL,
                List.of(),
                false);
    }
}
