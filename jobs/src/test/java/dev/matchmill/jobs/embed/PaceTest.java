package dev.matchmill.jobs.embed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong now = new AtomicLong();

    @Test
    void pages_grow_while_texts_are_quick_and_shrink_to_one_when_they_are_slow() {
        Pace pace = new Pace(32, 0, now::get);

        assertThat(page(pace, SECOND / 100)).isEqualTo(4);
        assertThat(page(pace, SECOND / 100)).isEqualTo(8);
        assertThat(page(pace, SECOND / 100)).isEqualTo(16);
        assertThat(page(pace, SECOND / 100)).isEqualTo(32);
        assertThat(page(pace, 3 * SECOND)).as("no more than asked for").isEqualTo(32);
        assertThat(page(pace, SECOND)).as("a second and a half of one each").isEqualTo(1);
    }

    @Test
    void what_had_nothing_to_compute_goes_faster_and_faster() {
        Pace pace = new Pace(32, 0, now::get);
        pace.skip();
        pace.skip();

        assertThat(pace.begin()).isEqualTo(16);
    }

    @Test
    void rests_until_the_texts_done_are_due() throws Exception {
        Pace pace = new Pace(32, 2, now::get);
        assertThat(pace.begin()).as("at most those of a second").isEqualTo(2);
        pace.end(2);

        assertThat(pace.rest()).isTrue();
        now.addAndGet(SECOND);
        assertThat(pace.rest()).isFalse();
    }

    @Test
    void never_rests_without_a_rate() throws Exception {
        Pace pace = new Pace(32, 0, now::get);
        pace.begin();
        pace.end(1_000_000);

        assertThat(pace.rest()).isFalse();
    }

    private int page(Pace pace, long each) {
        int size = pace.begin();
        now.addAndGet(size * each);
        pace.end(size);
        return size;
    }
}
