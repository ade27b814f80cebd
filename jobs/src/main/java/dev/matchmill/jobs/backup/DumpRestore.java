package dev.matchmill.jobs.backup;

import dev.matchmill.migrations.PreconditionException;
import dev.matchmill.migrations.server.DatabaseAddress;
import dev.matchmill.migrations.server.DatabaseSource;
import dev.matchmill.migrations.server.LocalPostgres;
import dev.matchmill.migrations.server.Profile;
import dev.matchmill.migrations.server.RestoredCopy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Restores a dump into a new server of its own. */
record DumpRestore(BackupParts parts, BooleanSupplier stop) {

    private static final String SUPERUSER = "postgres";
    private static final String APPLICATION = "matchmill restore-test";

    /**
     * Restores it, roles first.
     *
     * @param home an empty home folder for the server
     * @return the database; empty when somebody asked to stop
     * @throws BackupFailedException when pg_restore refuses
     */
    Optional<RestoredDatabase> restore(BackupFiles files, BackupManifest manifest, Path home)
            throws IOException {
        new RestoredCopy(home).runAs(parts.parts().home());
        PostgresProgram program = parts.programs().require("pg_restore", manifest.server());
        LocalPostgres server = LocalPostgres.join(home, Profile.DURABLE, _ -> {});
        boolean isRestored = false;
        try {
            requireNoOlder(server, manifest.server());
            DatabaseAddress address = superuser(server.address());
            isRestored = isDone(roles(files, program, address)) && data(files, program, address);
            return isRestored
                    ? Optional.of(new RestoredDatabase(server, address, manifest.takenAt()))
                    : Optional.empty();
        } finally {
            if (!isRestored) {
                server.close();
            }
        }
    }

    // Roles that the new server has already are no failure: psql goes on.
    private ChildProgram.Ended roles(
            BackupFiles files, PostgresProgram program, DatabaseAddress address) {
        return ChildProgram.run(
                List.of(
                        program.sibling("psql").toString(),
                        "--no-psqlrc",
                        "--quiet",
                        "--no-password",
                        "--file=" + files.roles()),
                environment(address),
                stop);
    }

    private boolean data(BackupFiles files, PostgresProgram program, DatabaseAddress address) {
        ChildProgram.Ended ended =
                ChildProgram.run(
                        List.of(
                                program.file().toString(),
                                "--dbname=" + address.database(),
                                "--exit-on-error",
                                "--no-password",
                                "--jobs=" + Runtime.getRuntime().availableProcessors(),
                                files.main().toString()),
                        environment(address),
                        stop);
        if (!ended.stopped() && ended.code() != 0) {
            throw new BackupFailedException(
                    "pg_restore ended with " + ended.code() + ": " + ended.reason());
        }
        return isDone(ended);
    }

    private static boolean isDone(ChildProgram.Ended ended) {
        return !ended.stopped();
    }

    private static Map<String, String> environment(DatabaseAddress address) {
        return LibpqEnvironment.of(address, APPLICATION);
    }

    // In Docker the role that the image makes is one already.
    private static DatabaseAddress superuser(DatabaseAddress made) {
        return made.source() == DatabaseSource.LOCAL
                ? new DatabaseAddress(made.url(), SUPERUSER, made.password(), made.source())
                : made;
    }

    private static void requireNoOlder(LocalPostgres server, int wanted) {
        String version = server.description().version();
        int major = Integer.parseInt(version.replaceAll("\\D.*", ""));
        if (major < wanted) {
            throw new PreconditionException(
                    "The dump is of PostgreSQL "
                            + wanted
                            + ", and this machine has only "
                            + version
                            + " to restore it: install postgresql-"
                            + wanted
                            + " with pgvector.");
        }
    }
}
