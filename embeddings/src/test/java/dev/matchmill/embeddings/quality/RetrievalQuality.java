package dev.matchmill.embeddings.quality;

import dev.matchmill.embeddings.Embedding;
import dev.matchmill.embeddings.model.EmbeddingModel;
import dev.matchmill.embeddings.model.EmbeddingModels;
import dev.matchmill.embeddings.model.ModelSettings;
import dev.matchmill.embeddings.search.Neighbour;
import dev.matchmill.embeddings.store.EntityEmbedder;
import dev.matchmill.embeddings.store.EntityVectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Prints P@10 and nDCG@10 of BM25 and of the model's vectors, on texts {@code CATEGORY/NAME.txt}
 * and postings as JSON lines with {@code category} and {@code text}.
 */
public final class RetrievalQuality {

    /** Components of the two dense blocks of the composite. */
    private static final int BLOCK = 384;

    private RetrievalQuality() {}

    /**
     * Arguments: folder of texts, postings file, home folder, and a model folder if not the
     * composite.
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<Labelled> resumes = resumes(Path.of(arguments[0]));
        List<Labelled> postings = postings(Path.of(arguments[1]));
        ModelSettings settings =
                arguments.length > 3
                        ? ModelSettings.ofFolder(Path.of(arguments[3]))
                        : ModelSettings.defaults();
        Bm25 bm25 = new Bm25(texts(resumes));
        report("BM25", resumes, postings, posting -> bm25.scores(postings.get(posting).text()));
        try (EmbeddingModel model = EmbeddingModels.open(settings, Path.of(arguments[2]))) {
            EntityEmbedder embedder = new EntityEmbedder(model);
            long start = System.nanoTime();
            List<EntityVectors> candidates = embedder.embedCandidates(texts(resumes));
            double seconds = (System.nanoTime() - start) / 1e9;
            int passages = candidates.stream().mapToInt(c -> c.passages().size()).sum();
            long tokens = candidates.stream().mapToLong(EntityVectors::tokenCount).sum();
            System.out.printf(
                    "%d texts, %d passages, %d tokens in %.1f s: %.1f passages/s, %.0f tokens/s%n",
                    resumes.size(),
                    passages,
                    tokens,
                    seconds,
                    passages / seconds,
                    tokens / seconds);
            List<EntityVectors> queries = embedder.embedPostings(texts(postings));
            compare(
                    "whole and best passage",
                    resumes,
                    postings,
                    queries,
                    candidates,
                    (q, c) ->
                            Neighbour.WHOLE_SHARE * q.dot(c.whole())
                                    + (1 - Neighbour.WHOLE_SHARE) * best(q, c));
            compare("whole", resumes, postings, queries, candidates, (q, c) -> q.dot(c.whole()));
            compare("best passage", resumes, postings, queries, candidates, RetrievalQuality::best);
            compare(
                    "first passage",
                    resumes,
                    postings,
                    queries,
                    candidates,
                    (q, c) -> q.dot(c.passages().getFirst()));
            compare(
                    "mean of passages",
                    resumes,
                    postings,
                    queries,
                    candidates,
                    (q, c) -> c.passages().stream().mapToDouble(q::dot).average().orElse(0));
            compare(
                    "whole, first block",
                    resumes,
                    postings,
                    queries,
                    candidates,
                    (q, c) -> dot(q, c.whole(), 0, BLOCK));
            compare(
                    "whole, second block",
                    resumes,
                    postings,
                    queries,
                    candidates,
                    (q, c) -> dot(q, c.whole(), BLOCK, 2 * BLOCK));
            compare(
                    "whole, words",
                    resumes,
                    postings,
                    queries,
                    candidates,
                    (q, c) -> dot(q, c.whole(), 2 * BLOCK, q.dimension()));
        }
    }

    private static void compare(
            String name,
            List<Labelled> resumes,
            List<Labelled> postings,
            List<EntityVectors> queries,
            List<EntityVectors> candidates,
            ToDoubleBiFunction<Embedding, EntityVectors> similarity) {
        report(
                name,
                resumes,
                postings,
                posting ->
                        candidates.stream()
                                .mapToDouble(candidate ->
                                        similarity.applyAsDouble(
                                                queries.get(posting).whole(), candidate))
                                .toArray());
    }

    private static void report(
            String name, List<Labelled> resumes, List<Labelled> postings, Scores scores) {
        RankingQuality quality =
                new RankingQuality(resumes.stream().map(Labelled::category).toList());
        for (int i = 0; i < postings.size(); i++) {
            quality.add(postings.get(i).category(), scores.of(i));
        }
        System.out.printf(
                "%-24s P@10 %.3f  nDCG@10 %.3f%n",
                name, quality.precision(), quality.discountedGain());
    }

    private static double best(Embedding query, EntityVectors candidate) {
        return candidate.passages().stream().mapToDouble(query::dot).max().orElse(0);
    }

    private static double dot(Embedding a, Embedding b, int from, int to) {
        float[] left = a.toArray();
        float[] right = b.toArray();
        double product = 0;
        double leftSquares = 0;
        double rightSquares = 0;
        for (int i = from; i < to; i++) {
            product += (double) left[i] * right[i];
            leftSquares += (double) left[i] * left[i];
            rightSquares += (double) right[i] * right[i];
        }
        return product / Math.sqrt(Math.max(1e-12, leftSquares * rightSquares));
    }

    private static List<Labelled> resumes(Path folder) throws IOException {
        List<Labelled> resumes = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".txt")).sorted().toList()) {
                String text = Files.readString(file);
                if (!text.isBlank()) {
                    resumes.add(new Labelled(folder.relativize(file).getName(0).toString(), text));
                }
            }
        }
        return resumes;
    }

    private static List<Labelled> postings(Path file) throws IOException {
        JsonMapper json = JsonMapper.builder().build();
        List<Labelled> postings = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            JsonNode posting = json.readTree(line);
            postings.add(
                    new Labelled(
                            posting.path("category").asString(), posting.path("text").asString()));
        }
        return postings;
    }

    private static List<String> texts(List<Labelled> items) {
        return items.stream().map(Labelled::text).toList();
    }

    private interface Scores {
        double[] of(int posting);
    }

    private record Labelled(String category, String text) {}
}
