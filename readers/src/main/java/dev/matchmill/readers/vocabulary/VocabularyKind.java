package dev.matchmill.readers.vocabulary;

/** What the terms of a file name. */
public enum VocabularyKind {
    SKILLS("skills"),
    TITLES("titles");

    private final String label;

    VocabularyKind(String label) {
        this.label = label;
    }

    /** As the verb that imports it calls it. */
    public String label() {
        return label;
    }
}
