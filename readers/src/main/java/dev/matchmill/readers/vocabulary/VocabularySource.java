package dev.matchmill.readers.vocabulary;

/** Who publishes a vocabulary. */
public enum VocabularySource {
    /** European Skills, Competences, Qualifications and Occupations: the CSV download. */
    ESCO("esco"),
    /** O*NET database, tab separated text files. */
    ONET("onet"),
    /** Programming languages as a list of name, type and aliases. */
    LINGUIST("linguist");

    private final String label;

    VocabularySource(String label) {
        this.label = label;
    }

    /** As the database keeps it. */
    public String label() {
        return label;
    }
}
