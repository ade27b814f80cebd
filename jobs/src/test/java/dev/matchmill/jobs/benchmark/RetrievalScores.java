package dev.matchmill.jobs.benchmark;

import dev.matchmill.embeddings.Embedding;
import dev.matchmill.embeddings.model.EmbeddingModel;
import dev.matchmill.embeddings.quality.Bm25;
import dev.matchmill.embeddings.search.Neighbour;
import dev.matchmill.embeddings.store.EntityEmbedder;
import dev.matchmill.embeddings.store.EntityVectors;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;

/** Scores of every resume for every posting, by one method each. */
record RetrievalScores(RetrievalSet set) {

    /** How many of a first stage a second one looks at. */
    private static final int SECOND_STAGE = 50;

    double[][] bm25() {
        Bm25 bm25 = new Bm25(set.resumes().stream().map(RetrievalSet.Resume::text).toList());
        return set.postings().stream()
                .map(posting -> bm25.scores(posting.text()))
                .toArray(double[][]::new);
    }

    /** Share of the posting's skills that the resume has. */
    double[][] skills() {
        return table((posting, resume) -> {
            Set<String> both = new HashSet<>(posting.skills());
            both.retainAll(resume.skills());
            return posting.skills().isEmpty() ? 0 : (double) both.size() / posting.skills().size();
        });
    }

    /** Texts of both sides as the model's vectors, compared as the search does. */
    Vectors embed(EmbeddingModel model) throws InterruptedException {
        EntityEmbedder embedder = new EntityEmbedder(model);
        return new Vectors(
                embedder.embedPostings(
                        set.postings().stream().map(RetrievalSet.Posting::text).toList()),
                embedder.embedCandidates(
                        set.resumes().stream().map(RetrievalSet.Resume::text).toList()));
    }

    /** The posting's title with all titles that the resume's owner had. */
    double[][] titles(EmbeddingModel model) throws InterruptedException {
        EntityEmbedder embedder = new EntityEmbedder(model);
        return new Vectors(
                        embedder.embedPostings(
                                set.postings().stream().map(RetrievalSet.Posting::title).toList()),
                        embedder.embedCandidates(
                                set.resumes().stream()
                                        .map(r -> r.titles().isBlank() ? "none" : r.titles())
                                        .toList()))
                .scores(0, Integer.MAX_VALUE);
    }

    /** Vectors of postings and resumes. */
    record Vectors(List<EntityVectors> postings, List<EntityVectors> resumes) {

        /** By the components from one to another, each part of a vector made one of length 1. */
        double[][] scores(int from, int to) {
            Similarity cosine = new Similarity(from, to);
            return postings.stream()
                    .map(posting ->
                            resumes.stream()
                                    .mapToDouble(resume -> cosine.of(posting.whole(), resume))
                                    .toArray())
                    .toArray(double[][]::new);
        }
    }

    private record Similarity(int from, int to) {

        double of(Embedding posting, EntityVectors resume) {
            double best =
                    resume.passages().stream()
                            .mapToDouble(passage -> cosine(posting, passage))
                            .max()
                            .orElse(0);
            return Neighbour.WHOLE_SHARE * cosine(posting, resume.whole())
                    + (1 - Neighbour.WHOLE_SHARE) * best;
        }

        private double cosine(Embedding one, Embedding other) {
            if (from == 0 && to >= one.dimension()) {
                return one.dot(other);
            }
            float[] a = one.toArray();
            float[] b = other.toArray();
            double dot = 0;
            double left = 0;
            double right = 0;
            for (int i = from; i < Math.min(to, a.length); i++) {
                dot += (double) a[i] * b[i];
                left += (double) a[i] * a[i];
                right += (double) b[i] * b[i];
            }
            return dot / Math.sqrt(Math.max(1e-12, left * right));
        }
    }

    /** Both, each brought to mean 0 and deviation 1 over the resumes of a posting. */
    static double[][] fused(double[][] one, double[][] other, double shareOfOther) {
        double[][] fused = new double[one.length][];
        for (int p = 0; p < one.length; p++) {
            double[] a = standard(one[p]);
            double[] b = standard(other[p]);
            fused[p] =
                    IntStream.range(0, a.length)
                            .mapToDouble(i -> (1 - shareOfOther) * a[i] + shareOfOther * b[i])
                            .toArray();
        }
        return fused;
    }

    /** The best of the first, in the order of the second; the others below, as they were. */
    static double[][] reranked(double[][] first, double[][] second) {
        double[][] reranked = new double[first.length][];
        for (int p = 0; p < first.length; p++) {
            double[] scores = first[p];
            double[] again = standard(second[p]);
            double[] result = Arrays.stream(scores).map(score -> score - 1e6).toArray();
            IntStream.range(0, scores.length)
                    .boxed()
                    .sorted(Comparator.comparingDouble((Integer i) -> scores[i]).reversed())
                    .limit(SECOND_STAGE)
                    .forEach(i -> result[i] = again[i]);
            reranked[p] = result;
        }
        return reranked;
    }

    private double[][] table(ToDoubleBiFunction<RetrievalSet.Posting, RetrievalSet.Resume> score) {
        return set.postings().stream()
                .map(posting ->
                        set.resumes().stream()
                                .mapToDouble(resume -> score.applyAsDouble(posting, resume))
                                .toArray())
                .toArray(double[][]::new);
    }

    private static double[] standard(double[] scores) {
        double mean = Arrays.stream(scores).average().orElse(0);
        double variance =
                Arrays.stream(scores).map(s -> (s - mean) * (s - mean)).average().orElse(0);
        double deviation = Math.sqrt(Math.max(1e-12, variance));
        return Arrays.stream(scores).map(score -> (score - mean) / deviation).toArray();
    }
}
