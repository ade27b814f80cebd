package dev.matchmill.jobs.doctor;

import dev.matchmill.migrations.VectorVersion;
import org.jspecify.annotations.Nullable;

/**
 * pgvector's release. Before 0.8.0 a filtered search returns too few rows; before 0.8.4 a vacuum
 * can corrupt an HNSW index, which is fit for trying things out only.
 *
 * @param version of the extension in this database; null where it is not installed
 * @param production whether the database holds real data: verbs refuse to start there
 */
record VectorRelease(@Nullable String version, boolean production) implements Check {

    @Override
    public Finding judge() {
        if (version == null) {
            return Finding.fail(
                    "pgvector",
                    "not installed in this database",
                    "Ask a superuser to run: CREATE EXTENSION vector.");
        }
        VectorVersion release = new VectorVersion(version);
        if (!release.isAtLeast(VectorVersion.USABLE)) {
            return Finding.fail("pgvector", version, update());
        }
        if (release.isAtLeast(VectorVersion.SAFE)) {
            return Finding.ok("pgvector", version);
        }
        String found = version + ", whose HNSW indexes a vacuum can corrupt";
        return production
                ? Finding.fail("pgvector", found, update())
                : Finding.warn(
                        "pgvector",
                        found,
                        "Fine for trying out; in production use a server with 0.8.4 or later"
                                + " (MATCHMILL_DATABASE_URL).");
    }

    private static String update() {
        return "Install pgvector 0.8.4 or later on the server, run ALTER EXTENSION vector UPDATE"
                + " and REINDEX its indexes; where nothing can be lost, set"
                + " MATCHMILL_DATABASE_PRODUCTION=false.";
    }
}
