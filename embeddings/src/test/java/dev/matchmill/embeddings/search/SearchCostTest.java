package dev.matchmill.embeddings.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchCostTest {

    @ParameterizedTest
    @CsvSource({
        // one new posting: reading 60,000 vectors costs more than the index and a sample of them
        "1, 60000, 15000, GRAPH",
        "2, 60000, 15000, GRAPH",
        // from some twenty postings on, the vectors are read for all of them at once
        "30, 60000, 15000, EXACT",
        "500, 60000, 15000, EXACT",
        // the more vectors, the later
        "30, 300000, 15000, GRAPH",
        "80, 300000, 15000, GRAPH",
        "200, 300000, 15000, EXACT",
        "2000, 300000, 15000, EXACT",
        // few candidates: nothing is cheaper than to compare all
        "1, 3000, 3000, EXACT",
        "1, 0, 0, EXACT"
    })
    void takes_the_index_for_few_postings_among_many_vectors(
            long postings, long vectors, long sampled, SearchEngine cheaper) {
        assertThat(SearchCost.cheaper(postings, vectors, sampled)).isEqualTo(cheaper);
    }

    @ParameterizedTest
    @CsvSource({"3000", "60000", "300000", "1000000"})
    void never_turns_back_to_the_index_when_more_postings_come(long vectors) {
        long sampled = Math.min(vectors, 15_000);
        boolean wasExact = false;
        for (long postings = 1; postings < 20_000; postings += 7) {
            boolean isExact = SearchCost.cheaper(postings, vectors, sampled) == SearchEngine.EXACT;
            assertThat(isExact || !wasExact).as("%d postings", postings).isTrue();
            wasExact = isExact;
        }
        assertThat(wasExact).isTrue();
    }
}
