package dev.matchmill.embeddings.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.matchmill.embeddings.Embedding;
import dev.matchmill.embeddings.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** On 700 candidates with up to four passages each, some of them equal to others. */
class ComparisonTest {

    private static final int K = 20;

    private final Random random = new Random(6);
    private final List<CandidateVectors> candidates = candidates(700);

    @Test
    void the_matrix_product_chooses_the_very_neighbours_that_comparing_everybody_gives() {
        List<float[]> queries = queries(150);

        List<List<Neighbour>> byProduct = nearest(queries, candidates, 700);

        for (int query = 0; query < queries.size(); query++) {
            assertThat(byProduct.get(query)).isEqualTo(oneByOne(queries.get(query)));
        }
    }

    @Test
    void what_a_candidate_gets_does_not_depend_on_who_is_compared_with_it() {
        List<float[]> queries = queries(150);
        List<List<Neighbour>> atOnce = nearest(queries, candidates, 700);

        assertThat(nearest(queries, candidates, 7)).isEqualTo(atOnce);
        assertThat(nearest(queries.subList(0, 3), candidates, 100)).isEqualTo(atOnce.subList(0, 3));
    }

    @Test
    void a_similarity_is_three_quarters_of_the_whole_and_a_quarter_of_the_best_passage() {
        Embedding query = Vectors.random(random);
        Embedding whole = Vectors.near(query, 1, random);
        Embedding far = Vectors.random(random);
        Embedding near = Vectors.near(query, .5, random);
        CandidateVectors candidate = candidate(5, List.of(whole, far, near), 2);

        Neighbour neighbour = candidate.compare(query.toArray());

        assertThat(neighbour.similarity())
                .isEqualTo(.75 * query.dot(whole) + .25 * query.dot(near), within(1e-6));
        assertThat(neighbour.bestPassage()).isEqualTo(2);
    }

    @Test
    void the_length_of_a_stored_vector_does_not_count() {
        float[] query = Vectors.random(random).toArray();
        float[] stored = Vectors.random(random).toArray();
        float[] longer = stored.clone();
        for (int i = 0; i < longer.length; i++) {
            longer[i] *= 1.01f;
        }

        double similarity =
                new CandidateVectors(1, stored, new int[] {0}, 1).compare(query).similarity();
        double ofLonger =
                new CandidateVectors(1, longer, new int[] {0}, 1).compare(query).similarity();

        assertThat(ofLonger).isEqualTo(similarity, within(1e-7));
    }

    private List<Neighbour> oneByOne(float[] query) {
        return candidates.stream()
                .map(candidate -> candidate.compare(query))
                .sorted(NearestKept.NEAREST_FIRST)
                .limit(K)
                .toList();
    }

    private static List<List<Neighbour>> nearest(
            List<float[]> queries, List<CandidateVectors> candidates, int blockSize) {
        List<NearestKept> kept = queries.stream().map(_ -> new NearestKept(K)).toList();
        Comparison.Taker taker =
                new Comparison.Taker() {
                    @Override
                    public double floor(int query) {
                        return kept.get(query).floor();
                    }

                    @Override
                    public int most() {
                        return K;
                    }

                    @Override
                    public void take(int query, Neighbour neighbour) {
                        kept.get(query).offer(neighbour);
                    }
                };
        try (Comparison comparison = new Comparison(queries)) {
            for (int from = 0; from < candidates.size(); from += blockSize) {
                int to = Math.min(candidates.size(), from + blockSize);
                comparison.compare(new VectorBlock(candidates.subList(from, to)), taker);
            }
        }
        return kept.stream().map(NearestKept::nearest).toList();
    }

    private List<float[]> queries(int count) {
        return IntStream.range(0, count).mapToObj(_ -> Vectors.random(random).toArray()).toList();
    }

    private List<CandidateVectors> candidates(int count) {
        List<CandidateVectors> made = new ArrayList<>();
        List<Embedding> before = List.of(Vectors.random(random));
        int passages = 1;
        for (int id = 1; id <= count; id++) {
            // Every third has the vectors of the one before, so that ids decide.
            if (id % 3 != 0) {
                passages = 1 + random.nextInt(4);
                before =
                        IntStream.rangeClosed(0, passages == 1 ? 0 : passages)
                                .mapToObj(_ -> Vectors.random(random))
                                .toList();
            }
            made.add(candidate(id, before, passages));
        }
        return made;
    }

    private static CandidateVectors candidate(long id, List<Embedding> vectors, int passages) {
        float[] components = new float[1024 * vectors.size()];
        for (int i = 0; i < vectors.size(); i++) {
            System.arraycopy(vectors.get(i).toArray(), 0, components, 1024 * i, 1024);
        }
        return new CandidateVectors(
                id, components, IntStream.range(0, vectors.size()).toArray(), passages);
    }
}
