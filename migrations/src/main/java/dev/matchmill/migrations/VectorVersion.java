package dev.matchmill.migrations;

import org.flywaydb.core.api.MigrationVersion;

/**
 * A release of pgvector.
 *
 * @param text such as 0.8.4
 */
public record VectorVersion(String text) {

    /** The first with iterative scans, without which a filtered search returns too few rows. */
    public static final VectorVersion USABLE = new VectorVersion("0.8.0");

    /** The first whose HNSW indexes no vacuum corrupts (its change log, 0.8.3 and 0.8.4). */
    public static final VectorVersion SAFE = new VectorVersion("0.8.4");

    /** Whether it is that release or a later one. */
    public boolean isAtLeast(VectorVersion other) {
        return MigrationVersion.fromVersion(text)
                        .compareTo(MigrationVersion.fromVersion(other.text))
                >= 0;
    }

    @Override
    public String toString() {
        return text;
    }
}
