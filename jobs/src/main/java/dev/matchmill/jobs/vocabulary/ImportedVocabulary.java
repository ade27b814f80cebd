package dev.matchmill.jobs.vocabulary;

import dev.matchmill.migrations.type.SkillCategory;
import dev.matchmill.readers.skill.ImportedSkill;
import dev.matchmill.readers.skill.SkillVocabulary;
import dev.matchmill.readers.title.ImportedTitle;
import dev.matchmill.readers.title.TitleNormalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What was imported, read once at the start of a run and put beside what ships. */
public final class ImportedVocabulary {

    // English names are shown; the order decides who keeps a name that two terms have.
    private static final String SKILLS =
            """
            SELECT array_agg(name ORDER BY is_preferred DESC, language <> 'en', language, name)
                       AS names,
                   min(category::text) AS category
            FROM pipeline.skill_names
            GROUP BY source, term_id
            ORDER BY source, term_id
            """;

    private static final String TITLES =
            """
            SELECT t.source, t.term_id, t.name, t.is_preferred,
                   first_value(t.name) OVER (
                       PARTITION BY t.source, t.term_id
                       ORDER BY t.is_preferred DESC, t.language <> 'en', t.language, t.name)
                       AS title
            FROM pipeline.title_names t
            ORDER BY t.source, t.term_id, t.name
            """;

    private final JdbcClient jdbc;

    public ImportedVocabulary(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The shipped skills and the imported ones; the shipped vocabulary itself without any. */
    public SkillVocabulary beside(SkillVocabulary shipped) {
        List<ImportedSkill> imported =
                jdbc
                        .sql(SKILLS)
                        .query((row, _) ->
                                new ImportedSkill(
                                        texts(row.getArray("names").getArray()),
                                        category(row.getString("category"))))
                        .list()
                        .stream()
                        .toList();
        return shipped.with(imported);
    }

    /** The shipped titles and the imported ones. */
    public TitleNormalizer titles() {
        List<ImportedTitle> imported =
                jdbc.sql(TITLES)
                        .query((row, _) ->
                                new ImportedTitle(
                                        row.getString("name"),
                                        row.getString("title"),
                                        row.getString("term_id"),
                                        row.getString("source"),
                                        row.getBoolean("is_preferred")))
                        .list();
        return TitleNormalizer.shipped().with(imported);
    }

    private static List<String> texts(Object array) {
        List<String> texts = new ArrayList<>();
        for (Object text : (Object[]) array) {
            texts.add((String) text);
        }
        return texts;
    }

    private static SkillCategory category(String label) {
        return SkillCategory.valueOf(label.toUpperCase(Locale.ROOT));
    }
}
