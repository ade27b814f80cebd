package dev.matchmill.jobs.evaluate;

import dev.matchmill.embeddings.quality.Bm25;
import dev.matchmill.embeddings.quality.GradedRanking;
import dev.matchmill.jobs.evaluate.Judgements.Graded;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Scores the published matches, and plain BM25 over the full texts of the judged candidates, by
 * judgements of a file: for all postings and for each organization.
 */
public record GradedEvaluation(JdbcClient jdbc, Judgements judgements) {

    private static final String POSTING =
            """
            SELECT concat_ws(E'\\n', title, description, requirements, responsibilities)
            FROM jobs
            WHERE id = :posting
            """;

    private static final String RANKED =
            "SELECT candidate_id FROM pipeline.current_matches WHERE job_id = :posting ORDER BY"
                    + " rank";

    private static final String TEXTS =
            """
            SELECT c.id,
                   (SELECT t.text_content
                    FROM candidate_documents d
                    JOIN pipeline.document_texts t ON t.file_id = d.file_id
                    WHERE d.candidate_id = c.id AND d.is_primary
                    ORDER BY t.id DESC
                    LIMIT 1) AS text
            FROM candidates c
            WHERE c.id = ANY (CAST(:ids AS bigint[]))
            ORDER BY c.id
            """;

    private static final String NAME = "SELECT name FROM organizations WHERE id = :id";

    /** Scores of both rankings over the same postings; organization "all" comes first. */
    public List<GradedScores> score(List<Judgement> lines) {
        Map<Long, List<Graded>> byPosting = new LinkedHashMap<>();
        for (Graded graded : judgements.graded(lines)) {
            byPosting.computeIfAbsent(graded.posting(), _ -> new ArrayList<>()).add(graded);
        }
        Map<Long, String> texts = texts(byPosting);
        List<Long> ids = List.copyOf(texts.keySet());
        Bm25 bm25 = new Bm25(List.copyOf(texts.values()));
        Map<String, GradedScores> scores = new LinkedHashMap<>();
        byPosting.forEach((posting, graded) -> {
            Map<Long, Integer> grades = new HashMap<>();
            graded.forEach(g -> grades.put(g.candidate(), g.grade()));
            GradedRanking ours = ranking(ranked(posting), grades);
            if (ours.isMeasurable()) {
                GradedRanking plain = ranking(order(ids, bm25.scores(text(posting))), grades);
                String organization = name(graded.getFirst().organization());
                for (String of : List.of("all", organization)) {
                    scores.computeIfAbsent(of, GradedScores::new).add(ours, plain);
                }
            }
        });
        return List.copyOf(scores.values());
    }

    private static GradedRanking ranking(List<Long> best, Map<Long, Integer> grades) {
        return new GradedRanking(
                best.stream().map(id -> grades.getOrDefault(id, 0)).toList(), grades.values());
    }

    private static List<Long> order(List<Long> ids, double[] scores) {
        return IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> scores[i]).reversed())
                .map(ids::get)
                .toList();
    }

    private Map<Long, String> texts(Map<Long, List<Graded>> byPosting) {
        Long[] ids =
                byPosting.values().stream()
                        .flatMap(List::stream)
                        .map(Graded::candidate)
                        .distinct()
                        .toArray(Long[]::new);
        Map<Long, String> texts = new LinkedHashMap<>();
        jdbc.sql(TEXTS)
                .param("ids", ids)
                .query(row -> {
                    @Nullable String text = row.getString("text");
                    texts.put(row.getLong("id"), text == null ? "" : text);
                });
        return texts;
    }

    private List<Long> ranked(long posting) {
        return jdbc.sql(RANKED).param("posting", posting).query(Long.class).list();
    }

    private String text(long posting) {
        return jdbc.sql(POSTING).param("posting", posting).query(String.class).single();
    }

    private String name(long organization) {
        return jdbc.sql(NAME).param("id", organization).query(String.class).single();
    }
}
