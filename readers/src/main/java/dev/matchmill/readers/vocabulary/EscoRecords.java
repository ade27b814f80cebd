package dev.matchmill.readers.vocabulary;

import dev.matchmill.migrations.type.SkillCategory;
import dev.matchmill.readers.posting.FeedFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Records of the ESCO download ({@code skills_en.csv}, {@code occupations_en.csv}, {@code
 * broaderRelationsSkillPillar.csv}); labels are parted by line ends.
 */
final class EscoRecords {

    private EscoRecords() {}

    static VocabularyTerm skill(FeedFields record) {
        TermFields fields = new TermFields(record);
        return new VocabularyTerm(
                fields.needed("conceptUri"),
                labels(fields),
                true,
                category(fields),
                List.of(),
                isRetired(fields));
    }

    static VocabularyTerm occupation(FeedFields record) {
        TermFields fields = new TermFields(record);
        return new VocabularyTerm(
                fields.needed("conceptUri"),
                labels(fields),
                true,
                null,
                List.of(),
                isRetired(fields));
    }

    static VocabularyTerm relation(FeedFields record) {
        TermFields fields = new TermFields(record);
        return new VocabularyTerm(
                fields.needed("conceptUri"),
                List.of(),
                false,
                null,
                List.of(fields.needed("broaderUri")),
                false);
    }

    private static List<String> labels(TermFields fields) {
        List<String> labels = new ArrayList<>();
        labels.add(fields.needed("preferredLabel"));
        labels.addAll(fields.parts("altLabels", "\n"));
        labels.addAll(fields.parts("hiddenLabels", "\n"));
        return TermFields.names(labels);
    }

    private static boolean isRetired(TermFields fields) {
        String status = fields.optional("status");
        return !status.isEmpty() && !status.equalsIgnoreCase("released");
    }

    private static SkillCategory category(TermFields fields) {
        if (fields.optional("inScheme").toLowerCase(Locale.ROOT).contains("language")) {
            return SkillCategory.LANGUAGE;
        }
        return switch (fields.optional("reuseLevel").toLowerCase(Locale.ROOT)) {
            case "transversal" -> SkillCategory.SOFT;
            case String _ -> SkillCategory.DOMAIN;
        };
    }
}
