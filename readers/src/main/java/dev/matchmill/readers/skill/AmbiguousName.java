package dev.matchmill.readers.skill;

import java.util.HashSet;
import java.util.Set;

/**
 * A name of a skill that is an ordinary word as well, and what proves that the skill is meant.
 *
 * @param name folded
 * @param proper whether it is written like a proper name ({@code Go}), so that case counts
 * @param cased whether its case is proof enough ({@code SAP} is no juice)
 * @param listed whether only a claimed neighbour of its kind in a list proves it
 * @param proofs words that prove it when they stand near
 */
record AmbiguousName(
        String name, boolean proper, boolean cased, boolean listed, Set<String> proofs) {

    AmbiguousName {
        proofs = Set.copyOf(proofs);
    }

    /**
     * Reads a line of {@code ambiguous-names.tsv}: name, {@code cased}, {@code proper} or {@code
     * item}, proofs.
     */
    static AmbiguousName parse(String line) {
        String[] cells = line.split("\t", -1);
        boolean proper =
                switch (cells[1]) {
                    case "proper", "cased" -> true;
                    case "item" -> false;
                    case String other -> throw new IllegalArgumentException("rule: " + other);
                };
        Set<String> proofs = new HashSet<>(Set.of(cells[2].split(" ")));
        proofs.remove("");
        return new AmbiguousName(cells[0], proper, cells[1].equals("cased"), false, proofs);
    }
}
