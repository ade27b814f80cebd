package dev.matchmill.readers.vocabulary;

import dev.matchmill.readers.posting.FeedFields;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The files that can be imported, each recognized by columns that no other one has. */
public enum VocabularyFormat {
    ESCO_BROADER(VocabularySource.ESCO, VocabularyKind.SKILLS, "conceptUri", "broaderUri"),
    ESCO_OCCUPATIONS(VocabularySource.ESCO, VocabularyKind.TITLES, "conceptUri", "iscoGroup"),
    ESCO_SKILLS(VocabularySource.ESCO, VocabularyKind.SKILLS, "conceptUri", "preferredLabel"),
    ONET_TECHNOLOGY(VocabularySource.ONET, VocabularyKind.SKILLS, "O*NET-SOC Code", "Example"),
    ONET_TITLES(VocabularySource.ONET, VocabularyKind.TITLES, "O*NET-SOC Code", "Alternate Title"),
    LINGUIST(VocabularySource.LINGUIST, VocabularyKind.SKILLS, "name", "type");

    private final VocabularySource source;
    private final VocabularyKind kind;
    private final String column;
    private final String otherColumn;

    VocabularyFormat(
            VocabularySource source, VocabularyKind kind, String column, String otherColumn) {
        this.source = source;
        this.kind = kind;
        this.column = column;
        this.otherColumn = otherColumn;
    }

    public VocabularySource source() {
        return source;
    }

    public VocabularyKind kind() {
        return kind;
    }

    /** The format whose columns the record fills. */
    static Optional<VocabularyFormat> of(FeedFields record) {
        return Arrays.stream(values())
                .filter(format -> has(record, format.column) && has(record, format.otherColumn))
                .findFirst();
    }

    private static boolean has(FeedFields record, String column) {
        return record.first(List.of(column)).isPresent();
    }

    VocabularyTerm read(FeedFields record) {
        return switch (this) {
            case ESCO_SKILLS -> EscoRecords.skill(record);
            case ESCO_BROADER -> EscoRecords.relation(record);
            case ESCO_OCCUPATIONS -> EscoRecords.occupation(record);
            case ONET_TECHNOLOGY -> OnetRecords.technology(record);
            case ONET_TITLES -> OnetRecords.title(record);
            case LINGUIST -> LinguistRecords.language(record);
        };
    }
}
