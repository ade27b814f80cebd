package dev.matchmill.jobs.evaluate;

import dev.matchmill.embeddings.quality.Bm25;
import dev.matchmill.embeddings.quality.RankingQuality;
import dev.matchmill.jobs.report.TextTable;
import dev.matchmill.migrations.PreconditionException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * Scores the published matches and plain BM25 over the full texts on the same postings and
 * candidates: P@10 and nDCG@10, averaged over the postings of a category and then over the
 * categories.
 */
public record Evaluation(JdbcClient jdbc, JsonMapper json) {

    private static final String CANDIDATES =
            """
            SELECT c.id,
                   (SELECT min(r.external_id)
                    FROM pipeline.source_records r
                    WHERE r.candidate_id = c.id) AS document,
                   (SELECT t.text_content
                    FROM candidate_documents d
                    JOIN pipeline.document_texts t ON t.file_id = d.file_id
                    WHERE d.candidate_id = c.id AND d.is_primary
                    ORDER BY t.id DESC
                    LIMIT 1) AS text
            FROM candidates c
            WHERE c.deleted_at IS NULL
              AND c.is_active
              AND c.restricted_at IS NULL
            ORDER BY c.id
            """;

    private static final String POSTINGS =
            """
            SELECT id, external_ref, concat_ws(E'\\n', title, description, requirements,
                                               responsibilities) AS text
            FROM jobs
            WHERE status = 'open'
              AND deleted_at IS NULL
              AND external_ref IS NOT NULL
            ORDER BY id
            """;

    private static final String RANKS =
            """
            SELECT candidate_id, rank
            FROM pipeline.current_matches
            WHERE job_id = :posting
            """;

    /**
     * The result.
     *
     * @param postings how many had a label
     */
    public record Scores(
            int postings,
            int candidates,
            double bm25Precision,
            double bm25Gain,
            double precision,
            double gain) {

        /** By name, for JSON. */
        public Map<String, Object> toMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("postings", postings);
            map.put("candidates", candidates);
            map.put("bm25", Map.of("p_at_10", bm25Precision, "ndcg_at_10", bm25Gain));
            map.put("matchmill", Map.of("p_at_10", precision, "ndcg_at_10", gain));
            return map;
        }

        /** For people. */
        public String toText() {
            if (postings == 0) {
                return "no open posting has a label\n";
            }
            TextTable table = new TextTable("ranking", "P@10", "nDCG@10");
            table.row("BM25 on full text", figure(bm25Precision), figure(bm25Gain));
            table.row("Matchmill", figure(precision), figure(gain));
            return postings
                    + " postings, "
                    + candidates
                    + " candidates, macro-averaged over categories\n"
                    + table.render();
        }

        private static String figure(double value) {
            return String.format(Locale.ROOT, "%.3f", value);
        }
    }

    private record Candidate(long id, String category, String text) {}

    /**
     * The folder on the document's path that is named like a category, the innermost of several.
     */
    private static String folder(String document, Set<String> categories) {
        String[] path = document.split("/", -1);
        for (int at = path.length - 2; at >= 0; at--) {
            if (categories.contains(path[at])) {
                return path[at];
            }
        }
        return "";
    }

    /** Scores what is published now; labels are described at {@link Labels}. */
    public Scores score(Path labels) {
        Map<String, String> categories = Labels.read(labels, json);
        Set<String> names = Set.copyOf(categories.values());
        List<Candidate> candidates =
                jdbc.sql(CANDIDATES)
                        .query((row, _) ->
                                new Candidate(
                                        row.getLong("id"),
                                        folder(text(row.getString("document")), names),
                                        text(row.getString("text"))))
                        .list();
        List<String> folders = candidates.stream().map(Candidate::category).toList();
        Bm25 bm25 = new Bm25(candidates.stream().map(Candidate::text).toList());
        RankingQuality plain = new RankingQuality(folders);
        RankingQuality ours = new RankingQuality(folders);
        List<Long> scored = new ArrayList<>();
        jdbc.sql(POSTINGS)
                .query((row, _) -> {
                    String category = categories.get(row.getString("external_ref"));
                    if (category != null) {
                        plain.add(category, bm25.scores(row.getString("text")));
                        ours.add(category, byRank(row.getLong("id"), candidates));
                        scored.add(row.getLong("id"));
                    }
                    return true;
                })
                .list();
        if (!scored.isEmpty() && folders.stream().allMatch(String::isEmpty)) {
            throw new PreconditionException(
                    "no document of a candidate lies in a folder named like a category of "
                            + labels
                            + ": there is nothing to score by.");
        }
        return new Scores(
                scored.size(),
                candidates.size(),
                plain.precision(),
                plain.discountedGain(),
                ours.precision(),
                ours.discountedGain());
    }

    private double[] byRank(long posting, List<Candidate> candidates) {
        Map<Long, Integer> ranks = new HashMap<>();
        jdbc.sql(RANKS)
                .param("posting", posting)
                .query((row, _) -> ranks.put(row.getLong(1), row.getInt(2)))
                .list();
        return candidates.stream()
                .mapToDouble(c -> -ranks.getOrDefault(c.id(), Integer.MAX_VALUE))
                .toArray();
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
