package dev.matchmill.migrations;

import dev.matchmill.migrations.server.DatabaseAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.output.MigrateResult;

/**
 * Brings the schema of one database up to date. The migrations lie on the class path under {@code
 * db/migration}; what has run stands in {@code public.flyway_schema_history}. Several processes may
 * migrate at once: one does it, the others wait.
 *
 * <p>All methods throw {@link PreconditionException} if the server or the schema in it is none that
 * this program can work with; those that change something, {@link MigrationBlockedException} if
 * somebody holds what they need for longer than the lock timeout.
 */
public final class DatabaseMigrator {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final DatabaseAddress address;
    private final DataSource asking;
    private final MigrationOptions options;
    private final String application;
    private final Scripts scripts;
    private final SchemaChecks checks;
    private final Leftovers leftovers;
    private final IndexGuard guard;
    private final Flyway flyway;
    private final Flyway questions;

    /** A migrator for one database as {@link MigrationOptions#usual}. */
    public DatabaseMigrator(DatabaseAddress address) {
        this(address, MigrationOptions.usual());
    }

    /** A migrator for one database; connects only when asked for something. */
    public DatabaseMigrator(DatabaseAddress address, MigrationOptions options) {
        this.address = address;
        this.options = options;
        // Nobody else has that name, so that one can see for what these sessions wait.
        this.application =
                "matchmill migrate "
                        + ProcessHandle.current().pid()
                        + "-"
                        + COUNT.incrementAndGet();
        this.scripts = new Scripts(options.locations());
        this.asking = address.asking(options.silence());
        IndexRepairs indexes =
                new IndexRepairs(address, asking, session(options.lockTimeout().toMillis()));
        this.checks = new SchemaChecks(address, asking, indexes);
        this.guard = new IndexGuard(scripts, indexes);
        this.flyway = flyway(address.unpooled());
        this.questions = flyway(asking);
        this.leftovers = new Leftovers(address, scripts, indexes);
    }

    private Flyway flyway(DataSource source) {
        return Flyway.configure()
                .loggers(QuietFlywayLog.class.getName())
                .dataSource(source)
                .defaultSchema("public")
                .locations(options.locations().toArray(String[]::new))
                .failOnMissingLocations(true)
                .validateMigrationNaming(true)
                .callbacks(guard)
                .initSql(session(options.lockTimeout().toMillis()))
                // Asked once a second: another program may be building an index.
                .lockRetryCount(600)
                // A transaction that holds Flyway's lock would make CREATE INDEX CONCURRENTLY
                // wait for ever.
                .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
                .load();
    }

    // A lock that is not there in time is better tried again later; an index build may take as long
    // as it needs, unless the program that wanted it is gone.
    private String session(long lockTimeout) {
        return "SET application_name = '"
                + application
                + "'; SET lock_timeout = '"
                + lockTimeout
                + "ms'; SET statement_timeout = 0; DO $$ BEGIN PERFORM"
                + " set_config('client_connection_check_interval', '2s', false); EXCEPTION WHEN"
                + " invalid_parameter_value THEN NULL; END $$";
    }

    /**
     * Runs what has not run yet; repairs nothing.
     *
     * @return how many migrations ran; 0 when the schema was up to date
     */
    public int migrate() {
        MigrationInfo[] all = usable();
        refuse(leftovers.repairs(all));
        boolean upToDate = Arrays.stream(all).allMatch(it -> it.getState().isApplied());
        // Most starts only ask, and must not wait for ever; a migration takes as long as it needs.
        return run(upToDate ? questions : flyway).size();
    }

    /**
     * Repairs what an interrupted migration or index build left, then runs what has not run yet.
     * Repairs are told as progress before they begin.
     *
     * @return what was done
     */
    public MigrationSteps repairAndMigrate() {
        usable();
        try (RepairLock _ = RepairLock.acquire(address, options.progress());
                LockWatch watch = LockWatch.over(asking, application, options.progress())) {
            List<Repair> repairs = leftovers.repairs(questions.info().all());
            leftovers.perform(repairs, options.progress(), watch);
            return new MigrationSteps(repairs, run(flyway));
        }
    }

    /** What {@link #repairAndMigrate} would do now; changes nothing. */
    public MigrationSteps plan() {
        MigrationInfo[] all = usable();
        for (MigrationInfo migration : all) {
            if (migration.isApplied() && !migration.isChecksumMatching()) {
                throw MigrationFailure.otherMigrations(address.database());
            }
        }
        return new MigrationSteps(
                leftovers.repairs(all),
                Arrays.stream(all)
                        .filter(it ->
                                it.getState() == MigrationState.PENDING || Leftovers.failed(it))
                        .map(scripts::describe)
                        .toList());
    }

    /**
     * Makes sure that the server can be reached and is one to work with.
     *
     * @throws DatabaseAccessException when it is away
     */
    public void requireUsableServer() {
        checks.requireUsableServer(options.production());
    }

    /** The scripts that have not run yet, in their order; empty when the schema is up to date. */
    public List<String> pending() {
        return Arrays.stream(usable())
                .filter(it -> it.getState() == MigrationState.PENDING)
                .map(MigrationInfo::getScript)
                .toList();
    }

    /** What runs there. */
    public ServerVersions serverVersions() {
        return checks.versions();
    }

    /** Names of the service roles that do not exist in this cluster: they have no grants. */
    public List<String> missingRoles() {
        return checks.missingRoles();
    }

    /** Names of the indexes that an interrupted build left invalid; one being built is none. */
    public List<String> invalidIndexes() {
        return checks.invalidIndexes();
    }

    /** All migrations with their checksums, as one text: changes when any of them does. */
    String fingerprint() {
        StringBuilder text = new StringBuilder();
        for (MigrationInfo migration : questions.info().all()) {
            text.append(migration.getScript()).append(migration.getChecksum()).append('\n');
        }
        return text.toString();
    }

    private List<Migration> run(Flyway migrating) {
        try (LockWatch watch = LockWatch.over(asking, application, options.progress())) {
            MigrateResult result;
            try {
                result = migrating.migrate();
            } catch (FlywayException e) {
                throw new MigrationFailure(address.database(), options.lockTimeout(), leftovers)
                        .of(e, guard.current(), watch.last());
            }
            if (result.migrationsExecuted == 0) {
                return List.of();
            }
            checks.requireValidIndexes();
            Set<String> versions =
                    result.migrations.stream().map(it -> it.version).collect(Collectors.toSet());
            return Arrays.stream(questions.info().applied())
                    .filter(it -> versions.contains(String.valueOf(it.getVersion())))
                    .map(scripts::describe)
                    .toList();
        }
    }

    private MigrationInfo[] usable() {
        checks.requireUsableServer(options.production());
        MigrationInfo[] all = questions.info().all();
        for (MigrationInfo migration : all) {
            if (migration.getState() == MigrationState.FUTURE_SUCCESS) {
                throw new PreconditionException(
                        "Database "
                                + address.database()
                                + " was migrated by a newer Matchmill (migration "
                                + migration.getVersion()
                                + "); use that version of the program.");
            }
        }
        return all;
    }

    private static void refuse(List<Repair> repairs) {
        for (Repair repair : repairs) {
            if (repair.action() == Repair.Action.FORGET_FAILURE) {
                throw new PreconditionException(
                        "Migration "
                                + repair.object()
                                + " failed half-way: run ./matchmill migrate, which repairs what"
                                + " it left and runs it again.");
            }
        }
        if (!repairs.isEmpty()) {
            throw new PreconditionException(
                    SchemaChecks.invalid(repairs.stream().map(Repair::object).toList()));
        }
    }
}
