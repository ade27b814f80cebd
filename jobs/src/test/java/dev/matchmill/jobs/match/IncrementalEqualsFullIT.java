package dev.matchmill.jobs.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** J25 against J30, on the same data, over random histories. */
class IncrementalEqualsFullIT {

    private static final int WORLDS = 10;
    private static final int HISTORIES_OF_EACH = 11;

    @Test
    void j25_a_refresh_of_what_changed_equals_a_full_one_over_the_same_data() {
        int incremental = 0;
        int others = 0;
        int empty = 0;
        for (int seed = 0; seed < WORLDS; seed++) {
            try (MatchWorld world = new MatchWorld(MatchWorld.settings(4, 8, 3, 1.0))) {
                RandomHistory history = new RandomHistory(world, seed);
                history.begin(40, 8);
                world.refresh();
                for (int i = 0; i < HISTORIES_OF_EACH; i++) {
                    List<String> before = world.matches();
                    List<String> happened = new ArrayList<>();
                    for (int refresh = 0; refresh < 3; refresh++) {
                        happened.addAll(history.happen(1 + 2 * refresh));
                        world.refresh();
                    }
                    List<String> matches = world.matches();
                    List<String> scores = world.scores();
                    empty += matches.isEmpty() ? 1 : 0;
                    others += matches.equals(before) ? 0 : 1;

                    world.refresh(MatchExtent.EVERYTHING);

                    assertThat(matches)
                            .as("world %d, history %d: %s", seed, i, happened)
                            .isEqualTo(world.matches());
                    assertThat(scores)
                            .as("world %d, history %d: %s", seed, i, happened)
                            .isEqualTo(world.scores());
                }
                incremental += (int) world.count("pipeline.match_generations WHERE NOT is_full");
            }
        }
        // The histories did change something, and not everything was matched anew each time.
        assertThat(empty).isZero();
        assertThat(others).isGreaterThan(WORLDS * HISTORIES_OF_EACH / 2);
        assertThat(incremental).isGreaterThan(WORLDS * HISTORIES_OF_EACH);
    }
}
