package dev.matchmill.jobs.vocabulary;

import dev.matchmill.readers.posting.FeedLine;
import dev.matchmill.readers.vocabulary.VocabularyKind;
import dev.matchmill.readers.vocabulary.VocabularyTerm;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes imported names; equal ones are not written. In the caller's transaction. */
final class TermStore {

    private static final String PUT_SKILLS =
            """
            INSERT INTO pipeline.skill_names AS s
                (source, term_id, name, language, is_preferred, category, version)
            SELECT :source, n.term_id, n.name, :language, n.is_preferred, n.category, :version
            FROM unnest(CAST(:ids AS text[]), CAST(:names AS text[]), CAST(:preferred AS bool[]),
                        CAST(:categories AS skill_category[]))
                 AS n (term_id, name, is_preferred, category)
            WHERE NOT EXISTS (
                SELECT 1 FROM pipeline.skill_names k
                WHERE k.source = :source AND k.term_id = n.term_id AND k.name = n.name
                  AND (k.language <> :language
                       OR (k.is_preferred, k.category, k.version)
                          = (n.is_preferred, n.category, :version)))
            ORDER BY n.term_id, n.name
            ON CONFLICT (source, term_id, name) DO UPDATE
            SET is_preferred = EXCLUDED.is_preferred,
                category = EXCLUDED.category,
                version = EXCLUDED.version
            WHERE s.language = EXCLUDED.language
            RETURNING s.term_id || chr(10) || s.name
            """;

    private static final String PUT_TITLES =
            """
            INSERT INTO pipeline.title_names AS t
                (source, term_id, name, language, is_preferred, version)
            SELECT :source, n.term_id, n.name, :language, n.is_preferred, :version
            FROM unnest(CAST(:ids AS text[]), CAST(:names AS text[]), CAST(:preferred AS bool[]))
                 AS n (term_id, name, is_preferred)
            WHERE NOT EXISTS (
                SELECT 1 FROM pipeline.title_names k
                WHERE k.source = :source AND k.term_id = n.term_id AND k.name = n.name
                  AND (k.language <> :language
                       OR (k.is_preferred, k.version) = (n.is_preferred, :version)))
            ORDER BY n.term_id, n.name
            ON CONFLICT (source, term_id, name) DO UPDATE
            SET is_preferred = EXCLUDED.is_preferred,
                version = EXCLUDED.version
            WHERE t.language = EXCLUDED.language
            RETURNING t.term_id || chr(10) || t.name
            """;

    private static final String PUT_RELATIONS =
            """
            INSERT INTO pipeline.skill_relations AS r (source, term_id, broader_id, version)
            SELECT :source, n.term_id, n.broader_id, :version
            FROM unnest(CAST(:ids AS text[]), CAST(:broader AS text[])) AS n (term_id, broader_id)
            WHERE NOT EXISTS (
                SELECT 1 FROM pipeline.skill_relations k
                WHERE k.source = :source AND k.term_id = n.term_id
                  AND k.broader_id = n.broader_id AND k.version = :version)
            ORDER BY n.term_id, n.broader_id
            ON CONFLICT (source, term_id, broader_id) DO UPDATE SET version = EXCLUDED.version
            RETURNING r.term_id || chr(10) || r.broader_id
            """;

    private final JdbcClient jdbc;

    TermStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Where the terms of one file come from. */
    record Origin(VocabularyKind kind, String source, String language, String version) {}

    private record NameRow(String id, String name, boolean preferred, String category) {}

    private record RelationRow(String id, String broader) {}

    /** Writes the terms and says of each, in their order, whether something of it was written. */
    List<FeedLine<Boolean>> put(Origin origin, List<FeedLine.Good<VocabularyTerm>> lines) {
        Map<String, NameRow> names = new LinkedHashMap<>();
        Map<String, RelationRow> relations = new LinkedHashMap<>();
        for (FeedLine.Good<VocabularyTerm> line : lines) {
            collect(line.value(), names, relations);
        }
        Set<String> written = new HashSet<>();
        if (!names.isEmpty()) {
            written.addAll(putNames(origin, List.copyOf(names.values())));
        }
        if (!relations.isEmpty()) {
            written.addAll(putRelations(origin, List.copyOf(relations.values())));
        }
        List<FeedLine<Boolean>> ends = new ArrayList<>();
        for (FeedLine.Good<VocabularyTerm> line : lines) {
            VocabularyTerm term = line.value();
            boolean isWritten =
                    Stream.concat(term.names().stream(), term.broader().stream())
                                    .filter(text -> written.remove(key(term, text)))
                                    .count()
                            > 0;
            ends.add(new FeedLine.Good<>(line.line(), isWritten));
        }
        return ends;
    }

    // The same name twice in one statement would be written twice, which PostgreSQL refuses.
    private static void collect(
            VocabularyTerm term, Map<String, NameRow> names, Map<String, RelationRow> relations) {
        if (term.retired()) {
            return;
        }
        boolean preferred = term.preferred();
        String category = term.category() == null ? "" : term.category().label();
        for (String name : term.names()) {
            names.putIfAbsent(key(term, name), new NameRow(term.id(), name, preferred, category));
            preferred = false;
        }
        for (String broader : term.broader()) {
            if (!broader.equals(term.id())) {
                relations.putIfAbsent(key(term, broader), new RelationRow(term.id(), broader));
            }
        }
    }

    private static String key(VocabularyTerm term, String text) {
        return term.id() + '\n' + text;
    }

    private List<String> putNames(Origin origin, List<NameRow> rows) {
        boolean skills = origin.kind() == VocabularyKind.SKILLS;
        var put =
                jdbc.sql(skills ? PUT_SKILLS : PUT_TITLES)
                        .param("source", origin.source())
                        .param("language", origin.language())
                        .param("version", origin.version())
                        .param("ids", texts(rows, NameRow::id))
                        .param("names", texts(rows, NameRow::name))
                        .param(
                                "preferred",
                                rows.stream().map(NameRow::preferred).toArray(Boolean[]::new));
        if (skills) {
            put = put.param("categories", texts(rows, NameRow::category));
        }
        return put.query(String.class).list().stream().map(Objects::requireNonNull).toList();
    }

    private List<String> putRelations(Origin origin, List<RelationRow> rows) {
        return jdbc
                .sql(PUT_RELATIONS)
                .param("source", origin.source())
                .param("version", origin.version())
                .param("ids", texts(rows, RelationRow::id))
                .param("broader", texts(rows, RelationRow::broader))
                .query(String.class)
                .list()
                .stream()
                .map(Objects::requireNonNull)
                .toList();
    }

    private static <T> String[] texts(List<T> values, Function<T, String> text) {
        return values.stream().map(text).toArray(String[]::new);
    }
}
