package dev.matchmill.embeddings.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.matchmill.migrations.type.CandidateId;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RecallSampleTest {

    @Test
    void few_candidates_are_all_compared() {
        RecallSample sample = RecallSample.of(500, 4_000, 250);

        assertThat(sample.postings()).hasSize(20).doesNotHaveDuplicates().contains(0, 475);
        assertThat(sample.of(LongStream.rangeClosed(1, 4_000).toArray())).hasSize(4_000);
    }

    @Test
    void of_many_candidates_about_as_many_as_it_says_are_compared() {
        RecallSample sample = RecallSample.of(20, 100_000, 250);

        int size = sample.of(LongStream.rangeClosed(1, 100_000).toArray()).length;

        assertThat((double) size).isCloseTo((double) sample.size(100_000), within(.1 * size));
        assertThat(size).isLessThan(10_000);
    }

    @Test
    void one_posting_alone_is_measured_on_more_candidates() {
        assertThat(RecallSample.of(1, 100_000, 250).size(100_000))
                .isGreaterThan(RecallSample.of(20, 100_000, 250).size(100_000));
    }

    @Test
    void recall_is_the_share_found_of_those_not_farther_than_the_farthest_found() {
        List<Neighbour> found = List.of(at(1, .9), at(3, .7), at(4, .6));
        List<Neighbour> truth = List.of(at(1, .9), at(2, .8), at(3, .7), at(5, .5));

        // Of 1, 2 and 3 two were found; 5 is farther than all found, so nobody had to find it.
        assertThat(RecallSample.recall(List.of(found), List.of(truth), 3))
                .isEqualTo(2 / 3.0, within(1e-12));
    }

    @Test
    void who_found_fewer_than_wanted_should_have_found_everybody() {
        assertThat(
                        RecallSample.recall(
                                List.of(List.of(at(1, .9))),
                                List.of(List.of(at(1, .9), at(2, .1))),
                                3))
                .isEqualTo(.5, within(1e-12));
    }

    @Test
    void nobody_to_find_is_no_failure() {
        assertThat(RecallSample.recall(List.of(List.of()), List.of(List.of()), 3)).isEqualTo(1);
    }

    private static Neighbour at(long id, double similarity) {
        return new Neighbour(new CandidateId(id), similarity, 1);
    }
}
