package dev.matchmill.jobs.vocabulary;

import dev.matchmill.config.database.Transactions;
import dev.matchmill.migrations.type.DatabaseLabel;
import dev.matchmill.readers.skill.Skill;
import dev.matchmill.readers.skill.SkillVocabulary;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Brings {@code skills} and {@code skill_aliases} up to the shipped vocabulary. */
public final class SkillRegister {

    private static final String CONTEXT =
            """
            SELECT set_config('ats.actor_type', 'batch', true),
                   set_config('ats.request_id', 'vocabulary', true)
            """;

    private static final String ADD =
            """
            INSERT INTO skills (canonical_name, display_name, category)
            SELECT n.canonical_name, n.display_name, n.category
            FROM unnest(CAST(:names AS text[]), CAST(:displayNames AS text[]),
                        CAST(:categories AS skill_category[]))
                 AS n (canonical_name, display_name, category)
            WHERE NOT EXISTS (SELECT 1 FROM skills s WHERE s.canonical_name = n.canonical_name)
            ORDER BY n.canonical_name
            ON CONFLICT (canonical_name) DO NOTHING
            """;

    private static final String ADD_ALIASES =
            """
            INSERT INTO skill_aliases (alias, skill_id)
            SELECT n.alias, s.id
            FROM unnest(CAST(:aliases AS text[]), CAST(:names AS text[]))
                 AS n (alias, canonical_name)
            JOIN skills s ON s.canonical_name = n.canonical_name
            WHERE NOT EXISTS (SELECT 1 FROM skill_aliases a WHERE a.alias = n.alias)
            ORDER BY n.alias
            ON CONFLICT (alias) DO NOTHING
            """;

    private final JdbcClient jdbc;
    private final Transactions transactions;

    public SkillRegister(JdbcClient jdbc, Transactions transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /** Adds what is missing, in a transaction of its own; doing it again writes nothing. */
    public void add(SkillVocabulary vocabulary) {
        List<Skill> skills = vocabulary.skills();
        List<Alias> aliases =
                skills.stream()
                        .flatMap(s -> s.aliases().stream().map(a -> Alias.of(a, s)))
                        .filter(a -> !a.alias().isEmpty())
                        .toList();
        transactions.inNew(() -> {
            jdbc.sql(CONTEXT).query().singleRow();
            jdbc.sql(ADD)
                    .param("names", texts(skills, Skill::canonicalName))
                    .param("displayNames", texts(skills, Skill::displayName))
                    .param("categories", texts(skills, s -> label(s.category())))
                    .update();
            jdbc.sql(ADD_ALIASES)
                    .param("aliases", texts(aliases, Alias::alias))
                    .param("names", texts(aliases, Alias::skill))
                    .update();
        });
    }

    private record Alias(String alias, String skill) {

        static Alias of(String alias, Skill skill) {
            return new Alias(alias.strip().toLowerCase(Locale.ROOT), skill.canonicalName());
        }
    }

    private static String label(DatabaseLabel label) {
        return label.label();
    }

    private static <T> String[] texts(List<T> values, Function<T, String> text) {
        return values.stream().map(text).toArray(String[]::new);
    }
}
