package dev.matchmill.migrations.claim;

/** What became of a claim. */
public enum Verdict {
    HOLDS("holds"),
    HOLDS_NOT("holds not"),
    /** What was measured says why. */
    NOT_CHECKED("not checked");

    private final String words;

    Verdict(String words) {
        this.words = words;
    }

    static Verdict of(boolean holds) {
        return holds ? HOLDS : HOLDS_NOT;
    }

    @Override
    public String toString() {
        return words;
    }
}
