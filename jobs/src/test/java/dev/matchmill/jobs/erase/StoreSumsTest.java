package dev.matchmill.jobs.erase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.jobs.subject.EraseAction;
import dev.matchmill.jobs.subject.StoreErasure;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoreSumsTest {

    @Test
    void a_table_counts_once_with_its_strongest_action() {
        assertThat(
                        StoreSums.of(
                                List.of(
                                        store("b", EraseAction.REDACT, 2, 0),
                                        store("a", EraseAction.DELETE_ROW, 1, 1),
                                        store("b", EraseAction.DELETE_ROW, 3, 4),
                                        store("a", EraseAction.NULL_OUT, 0, 0))))
                .containsExactly(
                        store("b", EraseAction.DELETE_ROW, 5, 4),
                        store("a", EraseAction.DELETE_ROW, 1, 1));
    }

    @Test
    void where_nothing_was_to_do_nothing_is_proved() {
        assertThat(
                        StoreSums.of(
                                List.of(
                                        store("kept", EraseAction.KEEP, 0, 0),
                                        store("none", EraseAction.REDACT, 0, 0),
                                        store("set", EraseAction.KEEP, 1, 0),
                                        store("left", EraseAction.KEEP, 0, 1))))
                .extracting(StoreErasure::table)
                .containsExactly("none", "set", "left");
    }

    private static StoreErasure store(String table, EraseAction action, long affected, long left) {
        return new StoreErasure("public", table, action, affected, left);
    }
}
