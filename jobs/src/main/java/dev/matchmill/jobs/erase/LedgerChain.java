package dev.matchmill.jobs.erase;

import java.util.ArrayList;
import java.util.List;

/** Entries of the ledger that follow each other without a gap in the chain. */
record LedgerChain(List<LedgerEntry> entries) {

    LedgerChain {
        entries = List.copyOf(entries);
    }

    /** What is wrong with it, in sentences; empty when every hash is right. */
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        if (entries.isEmpty()) {
            faults.add("no entry of the ledger");
        }
        LedgerEntry before = null;
        for (LedgerEntry entry : entries) {
            if (!entry.isIntact()) {
                faults.add("entry " + entry.id() + " was changed");
            }
            if (before != null && !entry.previous().equals(before.hash())) {
                faults.add("entry " + entry.id() + " does not follow entry " + before.id());
            }
            if (before != null && entry.id() <= before.id()) {
                faults.add("entry " + entry.id() + " is out of order");
            }
            before = entry;
        }
        return faults;
    }

    LedgerEntry head() {
        return entries.getLast();
    }
}
