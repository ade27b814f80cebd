package dev.matchmill.embeddings.store;

import dev.matchmill.migrations.type.DatabaseLabel;

/** What a vector stands for. Equals the enum {@code embedding_entity_type} of the schema. */
public enum EntityType implements DatabaseLabel {
    /** A posting; the database calls it a job. */
    POSTING("job"),
    CANDIDATE("candidate"),
    RESUME("resume"),
    SKILL("skill");

    private final String label;

    EntityType(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
