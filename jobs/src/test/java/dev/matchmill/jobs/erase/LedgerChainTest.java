package dev.matchmill.jobs.erase;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerChainTest {

    @Test
    void an_entry_is_written_as_the_database_writes_it() {
        LedgerEntry entry = Proof.entry(5, "candidates", Digest.NONE);

        assertThat(entry.canonical())
                .isEqualTo(
                        "5|7|-|"
                                + Proof.PERSON
                                + "|database|public|candidates|delete_row|3|0|"
                                + "2026-03-04T05:06:07.000890|12");
    }

    @Test
    void a_whole_chain_has_no_fault() {
        List<LedgerEntry> chain = Proof.chain(1, Digest.NONE, "a", "b", "c");

        assertThat(new LedgerChain(chain).faults()).isEmpty();
        assertThat(new LedgerChain(chain).head()).isEqualTo(chain.get(2));
    }

    @Test
    void a_changed_entry_is_named() {
        List<LedgerEntry> chain = new ArrayList<>(Proof.chain(1, Digest.NONE, "a", "b"));
        chain.set(1, Proof.with(chain.get(1), "0".repeat(64)));

        assertThat(new LedgerChain(chain).faults()).containsExactly("entry 2 was changed");
    }

    @Test
    void a_missing_entry_is_noticed_by_the_next() {
        List<LedgerEntry> chain = new ArrayList<>(Proof.chain(1, Digest.NONE, "a", "b", "c"));
        chain.remove(1);

        assertThat(new LedgerChain(chain).faults())
                .containsExactly("entry 3 does not follow entry 1");
    }

    @Test
    void a_chain_out_of_order_is_none() {
        List<LedgerEntry> chain = new ArrayList<>(Proof.chain(1, Digest.NONE, "a", "b"));
        Collections.reverse(chain);

        assertThat(new LedgerChain(chain).faults())
                .containsExactly("entry 1 does not follow entry 2", "entry 1 is out of order");
    }

    @Test
    void the_same_number_twice_is_out_of_order() {
        LedgerEntry first = Proof.entry(1, "a", Digest.NONE);
        LedgerEntry second = Proof.entry(1, "b", first.hash());

        assertThat(new LedgerChain(List.of(first, second)).faults())
                .containsExactly("entry 1 is out of order");
    }

    @Test
    void no_entry_proves_nothing() {
        assertThat(new LedgerChain(List.of()).faults()).containsExactly("no entry of the ledger");
    }
}
