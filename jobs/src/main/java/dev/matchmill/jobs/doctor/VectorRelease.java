package dev.matchmill.jobs.doctor;

import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;

/**
 * pgvector's release. Before 0.8.0 a filtered search returns too few rows; before 0.8.4 a vacuum
 * can corrupt an HNSW index, which is fit for trying things out only.
 *
 * @param version of the extension in this database; null where it is not installed
 * @param given whether an operator named the database, so that it may be a production one
 */
record VectorRelease(@Nullable String version, boolean given) implements Check {

    private static final MigrationVersion WITH_ITERATIVE_SCAN =
            MigrationVersion.fromVersion("0.8.0");
    private static final MigrationVersion SAFE_TO_VACUUM = MigrationVersion.fromVersion("0.8.4");

    @Override
    public Finding judge() {
        if (version == null) {
            return Finding.fail(
                    "pgvector",
                    "not installed in this database",
                    "Ask a superuser to run: CREATE EXTENSION vector.");
        }
        MigrationVersion release = MigrationVersion.fromVersion(version);
        if (release.compareTo(WITH_ITERATIVE_SCAN) < 0) {
            return Finding.fail("pgvector", version, update());
        }
        if (release.compareTo(SAFE_TO_VACUUM) >= 0) {
            return Finding.ok("pgvector", version);
        }
        String found = version + ", whose HNSW indexes a vacuum can corrupt";
        return given
                ? Finding.fail("pgvector", found, update())
                : Finding.warn(
                        "pgvector",
                        found,
                        "Fine for trying out; in production use a server with 0.8.4 or later"
                                + " (MATCHMILL_DATABASE_URL).");
    }

    private static String update() {
        return "Install pgvector 0.8.4 or later on the server, run ALTER EXTENSION vector UPDATE"
                + " and REINDEX its indexes.";
    }
}
