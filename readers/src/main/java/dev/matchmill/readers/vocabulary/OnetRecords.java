package dev.matchmill.readers.vocabulary;

import dev.matchmill.migrations.type.SkillCategory;
import dev.matchmill.readers.posting.FeedFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Records of O*NET's "Technology Skills" and "Alternate Titles". */
final class OnetRecords {

    private OnetRecords() {}

    /** A tool; the class of tools that holds it is its broader term. */
    static VocabularyTerm technology(FeedFields record) {
        TermFields fields = new TermFields(record);
        String example = fields.needed("Example");
        String commodity = fields.optional("Commodity Title");
        return new VocabularyTerm(
                example.toLowerCase(Locale.ROOT),
                TermFields.names(List.of(example)),
                true,
                SkillCategory.TECHNICAL,
                commodity.isEmpty() || commodity.length() > TermFields.LONGEST_NAME
                        ? List.of()
                        : List.of(commodity.toLowerCase(Locale.ROOT)),
                false);
    }

    /** The occupation, named by its title, the alternate one and that one's short form. */
    static VocabularyTerm title(FeedFields record) {
        TermFields fields = new TermFields(record);
        List<String> names = new ArrayList<>();
        names.add(fields.needed("Title"));
        names.add(fields.needed("Alternate Title"));
        String shortTitle = fields.optional("Short Title");
        if (!shortTitle.isEmpty() && !shortTitle.equalsIgnoreCase("n/a")) {
            names.add(shortTitle);
        }
        return new VocabularyTerm(
                fields.needed("O*NET-SOC Code"),
                TermFields.names(names),
                true,
                null,
                List.of(),
                false);
    }
}
