package dev.matchmill.readers.skill;

/**
 * A name found at tokens {@code [from, to)}; whether it is a claim is decided by its neighbours.
 */
record Mention(NameTrie.Name name, int from, int to) {}
