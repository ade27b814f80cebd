package dev.matchmill.readers.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PlacesTest {

    @Test
    void a_document_that_is_moved_aside_lets_another_one_run() throws InterruptedException {
        Places places = new Places(1, 2);
        try (Places.Place slow = places.take()) {
            slow.moveAside();
            slow.moveAside();
            try (Places.Place slower = places.take()) {
                slower.moveAside();
                places.take().close();
            }
        }
    }

    @Test
    void without_room_beside_it_keeps_its_place_and_gives_it_back_in_the_end() throws Exception {
        Places places = new Places(1, 1);
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            AtomicInteger ended = new AtomicInteger();
            Places.Place aside = places.take();
            aside.moveAside();
            Places.Place stuck = places.take();
            stuck.moveAside();
            Future<Integer> next =
                    thread.submit(() -> {
                        places.take().close();
                        return ended.get();
                    });
            ended.set(1);
            stuck.close();

            assertThat(next.get(10, TimeUnit.SECONDS)).isEqualTo(1);
            aside.close();
        }
    }
}
