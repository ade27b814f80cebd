package dev.matchmill.jobs.doctor;

import dev.matchmill.config.database.DatabaseSettings;
import dev.matchmill.config.database.Transactions;
import dev.matchmill.config.database.WorkingRole;
import dev.matchmill.embeddings.model.ModelDescription;
import dev.matchmill.embeddings.store.EmbeddingModelStore;
import dev.matchmill.jobs.run.Scope;
import dev.matchmill.migrations.DatabaseMigrator;
import dev.matchmill.migrations.PreconditionException;
import dev.matchmill.migrations.RoleStanding;
import dev.matchmill.migrations.SchemaRights;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the migrations and the jobs have left in the database. */
final class SchemaFacts {

    private static final String EXTENSIONS = "SELECT extname FROM pg_extension";

    private static final String ACTIVE_MODEL =
            "SELECT name || ' ' || version FROM embedding_models WHERE is_active";

    private static final String CHECKSUM =
            """
            SELECT name || ' ' || version AS model, encode(artifact_sha256, 'hex') AS recorded
            FROM embedding_models
            WHERE id = :id
              AND artifact_sha256 IS NOT NULL
            """;

    /** The settings of this database that bound what a login as a service role may do. */
    private static final String UNLIMITED_ROLES =
            """
            SELECT r.rolname || ' ' || t.name
            FROM pg_roles r
            CROSS JOIN unnest(ARRAY['statement_timeout', 'lock_timeout',
                                    'idle_in_transaction_session_timeout']) AS t (name)
            WHERE r.rolname IN ('ats_app', 'ats_reader', 'ats_batch', 'ats_privacy',
                                'ats_auditor', 'ats_reporting')
              AND NOT EXISTS (
                  SELECT 1
                  FROM pg_db_role_setting s, unnest(s.setconfig) AS c (setting)
                  WHERE s.setrole = r.oid
                    AND s.setdatabase IN (0, (SELECT oid FROM pg_database
                                              WHERE datname = current_database()))
                    AND c.setting LIKE t.name || '=%'
                    AND c.setting NOT IN (t.name || '=0', t.name || '=0ms', t.name || '=0s'))
            ORDER BY 1
            """;

    /** Models without a partition for candidates appear too: they have no index. */
    private static final String CANDIDATE_INDEXES =
            """
            SELECT 'embeddings_candidate_m' || m.id AS leaf,
                   m.is_active AS active,
                   x.name,
                   coalesce(x.valid, false) AS valid,
                   coalesce(x.options, '{}') AS options
            FROM embedding_models m
            LEFT JOIN LATERAL (
                SELECT c.relname AS name, i.indisvalid AS valid, c.reloptions AS options
                FROM pg_index i
                JOIN pg_class c ON c.oid = i.indexrelid
                JOIN pg_am a ON a.oid = c.relam AND a.amname = 'hnsw'
                WHERE i.indrelid =
                    to_regclass(format('public.%I', 'embeddings_candidate_m' || m.id))
                ORDER BY i.indisvalid DESC, i.indexrelid
                LIMIT 1) x ON true
            ORDER BY m.id
            """;

    private static final String UNFINISHED =
            """
            SELECT id, command, started_at
            FROM pipeline.runs
            WHERE status = 'running'
            ORDER BY id
            """;

    /** Asks whether a scope's lock is held, without touching it. */
    private static final String LOCKED =
            """
            SELECT EXISTS (
                SELECT 1
                FROM pg_locks l
                JOIN pg_database d ON d.oid = l.database AND d.datname = current_database()
                WHERE l.locktype = 'advisory'
                  AND l.objsubid = 1
                  AND l.granted
                  AND (l.classid::bigint << 32 | l.objid::bigint) = hashtextextended(:lock, 0))
            """;

    private final JdbcClient jdbc;
    private final EmbeddingModelStore models;
    private final DatabaseMigrator migrator;
    private final SchemaRights rights;

    SchemaFacts(DataSource source, DatabaseMigrator migrator, SchemaRights rights) {
        this.rights = rights;
        this.jdbc = JdbcClient.create(source);
        this.models = new EmbeddingModelStore(source);
        this.migrator = migrator;
    }

    List<Finding> judge(DatabaseSettings settings, Optional<ModelDescription> model) {
        List<Finding> findings = new ArrayList<>();
        boolean current = schema(settings, findings);
        findings.add(new InvalidIndexes(migrator.invalidIndexes()).judge());
        findings.add(
                Extensions.among(jdbc.sql(EXTENSIONS).query(String.class).list(), current).judge());
        if (current) {
            findings.add(roles(settings).judge());
            findings.add(
                    new RoleTimeouts(jdbc.sql(UNLIMITED_ROLES).query(String.class).list()).judge());
            model.ifPresent(configured -> {
                findings.addAll(read("active_model", "none", () -> choices(configured)));
                findings.addAll(
                        read("model_checksum", "not embedded with yet", () -> sums(configured)));
            });
            findings.addAll(read("candidate_index", "no model yet", this::candidateIndexes));
            findings.addAll(read("runs", "none is unfinished", this::unfinished));
        }
        return findings;
    }

    private boolean schema(DatabaseSettings settings, List<Finding> findings) {
        try {
            boolean migrated =
                    settings.migrate()
                            && (!settings.ownerUsername().isBlank() || rights.mayMigrate());
            SchemaState state = new SchemaState(migrator.pending(), migrated);
            findings.add(state.judge());
            return state.pending().isEmpty();
        } catch (PreconditionException unusable) {
            findings.add(
                    Finding.fail(
                            "schema", "cannot be used", String.valueOf(unusable.getMessage())));
        } catch (FlywayException unreadable) {
            findings.add(
                    Finding.fail(
                            "schema",
                            "its history cannot be read",
                            "Connect as the schema's owner, or GRANT SELECT ON"
                                    + " public.flyway_schema_history to the login role."));
        }
        return false;
    }

    // What follows is read as the role that the reading verbs have.
    private ServiceRoles roles(DatabaseSettings settings) {
        List<String> refusals = new ArrayList<>();
        for (WorkingRole role : List.of(WorkingRole.BATCH, WorkingRole.READER)) {
            RoleStanding standing = rights.standing(role.label());
            if (standing != RoleStanding.MEMBER) {
                refusals.add(rights.refusal(role.label(), standing));
            }
        }
        if (settings.stepDown() && refusals.isEmpty()) {
            jdbc.sql("SET ROLE " + WorkingRole.READER.label()).update();
        }
        return new ServiceRoles(migrator.missingRoles(), settings.stepDown(), refusals);
    }

    private static List<Finding> read(
            String check, String none, Supplier<List<? extends Check>> checks) {
        try {
            List<Finding> findings = checks.get().stream().map(Check::judge).toList();
            return findings.isEmpty() ? List.of(Finding.ok(check, none)) : findings;
        } catch (DataAccessException refused) {
            return List.of(
                    Finding.fail(
                            check,
                            "cannot be read (SQLSTATE " + Transactions.sqlState(refused) + ")",
                            "GRANT ats_batch to the login role, or connect as the owner."));
        }
    }

    private List<ModelChoice> choices(ModelDescription configured) {
        return List.of(
                new ModelChoice(
                        configured.name() + " " + configured.version(),
                        jdbc.sql(ACTIVE_MODEL).query(String.class).optional(),
                        models.active().equals(models.find(configured))));
    }

    private List<ModelChecksum> sums(ModelDescription configured) {
        return models.find(configured).stream()
                .flatMap(id ->
                        jdbc
                                .sql(CHECKSUM)
                                .param("id", id.value())
                                .query((row, _) ->
                                        new ModelChecksum(
                                                row.getString("model"),
                                                row.getString("recorded"),
                                                configured.artifactSha256()))
                                .list()
                                .stream())
                .toList();
    }

    private List<CandidateIndex> candidateIndexes() {
        return jdbc.sql(CANDIDATE_INDEXES).query((row, _) -> index(row)).list();
    }

    private static CandidateIndex index(ResultSet row) throws SQLException {
        return new CandidateIndex(
                row.getString("leaf"),
                row.getBoolean("active"),
                row.getString("name"),
                row.getBoolean("valid"),
                List.of((String[]) row.getArray("options").getArray()));
    }

    private List<UnfinishedRun> unfinished() {
        return jdbc.sql(UNFINISHED)
                .query((row, _) ->
                        new UnfinishedRun(
                                row.getLong("id"),
                                row.getString("command"),
                                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                                isLocked(row.getString("command"))))
                .list();
    }

    private boolean isLocked(String command) {
        return Arrays.stream(Scope.values())
                .filter(scope -> scope.commands().contains(command))
                .anyMatch(scope ->
                        jdbc.sql(LOCKED)
                                .param("lock", "matchmill:" + scope.label())
                                .query(Boolean.class)
                                .single());
    }
}
