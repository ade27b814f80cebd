package dev.matchmill.jobs.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** What a line of the log says of the items at work. */
class ItemsAtWorkTest {

    @AfterEach
    void forget() {
        ItemsAtWork.forget();
    }

    @Test
    void one_is_named_and_of_many_the_first_the_last_and_how_many() {
        ItemsAtWork.is("posting", 7);
        assertThat(MDC.get("item")).isEqualTo("posting 7");

        ItemsAtWork.are("document", List.of(40L, 17L, 20L));
        assertThat(MDC.get("item")).isEqualTo("document 17 to 40 (3)");

        ItemsAtWork.are("candidate", List.of(5L));
        assertThat(MDC.get("item")).isEqualTo("candidate 5");
    }

    @Test
    void nobody_is_named_when_there_is_nobody_or_it_is_over() {
        ItemsAtWork.is("posting", 7);
        ItemsAtWork.are("document", List.of());
        assertThat(MDC.get("item")).isNull();

        ItemsAtWork.is("posting", 7);
        ItemsAtWork.forget();
        assertThat(MDC.get("item")).isNull();
    }
}
