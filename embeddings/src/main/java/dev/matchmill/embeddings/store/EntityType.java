package dev.matchmill.embeddings.store;

import dev.matchmill.migrations.type.DatabaseLabel;

/** What a vector stands for. Equals the enum {@code embedding_entity_type} of the schema. */
public enum EntityType implements DatabaseLabel {
    /** A posting; the database calls it a job. */
    POSTING(
            "job",
            """
            SELECT id FROM jobs
            WHERE id = ANY (:ids) AND deleted_at IS NULL
            ORDER BY id
            FOR NO KEY UPDATE
            """),
    CANDIDATE(
            "candidate",
            """
            SELECT id FROM candidates
            WHERE id = ANY (:ids) AND deleted_at IS NULL AND anonymized_at IS NULL
              AND restricted_at IS NULL
            ORDER BY id
            FOR NO KEY UPDATE
            """),
    RESUME(
            "resume",
            """
            SELECT id FROM candidate_documents
            WHERE id = ANY (:ids)
            ORDER BY id
            FOR NO KEY UPDATE
            """),
    SKILL(
            "skill",
            """
            SELECT id FROM skills
            WHERE id = ANY (:ids)
            ORDER BY id
            FOR NO KEY UPDATE
            """);

    private final String label;
    private final String lockLiving;

    EntityType(String label, String lockLiving) {
        this.label = label;
        this.lockLiving = lockLiving;
    }

    @Override
    public String label() {
        return label;
    }

    /**
     * Locks those of {@code :ids} that still exist, in order: two writers of one entity wait for
     * each other instead of clashing, and a vector can't outlive an erasure that runs at the same
     * time.
     */
    String lockLiving() {
        return lockLiving;
    }
}
