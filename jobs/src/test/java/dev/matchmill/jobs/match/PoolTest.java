package dev.matchmill.jobs.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.embeddings.search.Neighbour;
import dev.matchmill.migrations.type.CandidateId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PoolTest {

    @Test
    void a_search_that_found_fewer_than_wanted_found_everybody() {
        assertThat(Pool.found(neighbours(3, .9, 1, .8), 3).floor()).isNull();
        assertThat(Pool.found(neighbours(3, .9, 1, .8), 2).floor())
                .isEqualTo(new Pool.Floor(.8, 1));
    }

    @Test
    void who_changed_leaves_and_comes_back_only_as_near_as_the_search_reached() {
        Pool pool = Pool.found(neighbours(1, .9, 2, .8, 3, .7), 3);

        Pool after = pool.after(id -> id == 1 || id == 9, neighbours(9, .75, 1, .6), 5);

        assertThat(ids(after)).containsExactly(2L, 9L, 3L);
        assertThat(after.floor()).isEqualTo(new Pool.Floor(.7, 3));
    }

    @Test
    void the_floor_rises_when_more_come_than_are_kept() {
        Pool pool = Pool.found(neighbours(1, .9, 2, .8, 3, .7), 3);

        Pool after = pool.after(id -> id > 3, neighbours(4, .95, 5, .75), 3);

        assertThat(ids(after)).containsExactly(4L, 1L, 2L);
        assertThat(after.floor()).isEqualTo(new Pool.Floor(.8, 2));
    }

    @Test
    void equally_near_ones_go_by_id_at_the_floor_too() {
        Pool pool = Pool.found(neighbours(2, .8, 5, .7), 2);

        assertThat(ids(pool.after(id -> id == 4, neighbours(4, .7), 9)))
                .containsExactly(2L, 4L, 5L);
        assertThat(ids(pool.after(id -> id == 6, neighbours(6, .7), 9))).containsExactly(2L, 5L);
    }

    @Test
    void a_pool_of_everybody_takes_everybody_and_is_always_enough() {
        Pool pool = Pool.found(neighbours(1, .9), 5);

        Pool after = pool.after(id -> id == 2, neighbours(2, -.5), 5);

        assertThat(ids(after)).containsExactly(1L, 2L);
        assertThat(after.isEnoughFor(5)).isTrue();
        assertThat(pool.least()).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void a_pool_that_lost_more_than_its_reserve_is_not_enough() {
        Pool pool = Pool.found(neighbours(1, .9, 2, .8, 3, .7), 3);

        Pool after = pool.after(id -> id == 1, List.of(), 3);

        assertThat(after.isEnoughFor(2)).isTrue();
        assertThat(after.isEnoughFor(3)).isFalse();
    }

    @Test
    void takes_nobody_below_its_last_member_once_it_is_full() {
        Pool pool = Pool.found(neighbours(1, .9), 1);

        assertThat(pool.least()).isEqualTo(.9);
    }

    @Test
    void applicants_who_changed_leave_too() {
        Pool pool =
                new Pool(
                        List.of(),
                        List.of(new PoolMember(7, .1, .2), new PoolMember(8, .1, .3)),
                        null);

        assertThat(pool.holdsAny(id -> id == 8)).isTrue();
        assertThat(pool.after(id -> id == 8, List.of(), 3).far())
                .containsExactly(new PoolMember(7, .1, .2));
    }

    @Test
    void scores_are_forgotten_where_the_posting_changed() {
        Pool pool = new Pool(List.of(new PoolMember(7, .1, .2)), List.of(), null);

        assertThat(pool.unscored().near())
                .singleElement()
                .satisfies(member -> {
                    assertThat(member.similarity()).isEqualTo(.1);
                    assertThat(member.isScored()).isFalse();
                });
    }

    private static List<Long> ids(Pool pool) {
        return pool.near().stream().map(PoolMember::candidate).toList();
    }

    private static List<Neighbour> neighbours(double... idsAndSimilarities) {
        return Stream.iterate(0, i -> i < idsAndSimilarities.length, i -> i + 2)
                .map(i ->
                        new Neighbour(
                                new CandidateId((long) idsAndSimilarities[i]),
                                idsAndSimilarities[i + 1],
                                1))
                .toList();
    }
}
