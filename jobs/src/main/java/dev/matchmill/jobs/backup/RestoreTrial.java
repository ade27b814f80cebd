package dev.matchmill.jobs.backup;

import dev.matchmill.migrations.server.DatabaseAddress;
import dev.matchmill.migrations.type.BackupKind;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** One restore from its beginning to what is to be said about it. */
record RestoreTrial(BackupParts parts, ErasureReplay replay) {

    private static final String SEGMENT =
            "SELECT pg_size_bytes(current_setting('wal_segment_size'))";

    private static final String BROKEN = "SELECT count(*) FROM compliance.verify_ledger()";

    /**
     * The moment at which the live server is taken for dead.
     *
     * @param archived when the newest piece of its log was archived
     */
    record Before(ServerState server, Optional<Instant> archived, long segmentSize) {}

    /** Looks at the live server; later transactions do not count as lost. */
    Before before() throws IOException {
        JdbcClient live = parts.parts().jdbc();
        Optional<WalArchive> archive = parts.archive();
        return new Before(
                ServerState.of(live),
                archive.isPresent() ? archive.get().lastWritten() : Optional.empty(),
                live.sql(SEGMENT).query(Long.class).single());
    }

    /** Restores, replays, compares; empty when somebody asked to stop. */
    Optional<RestoreReport> run(
            Backup backup,
            Optional<OffsetDateTime> target,
            Before before,
            Path home,
            BooleanSupplier stop)
            throws SQLException, IOException {
        BackupManifest manifest = BackupManifest.read(backup.files(), parts.parts().json());
        Long size = backup.sizeBytes();
        DiskSpace.of(home).require(size == null ? 0 : size, parts.settings().reserve().toBytes());
        long began = System.nanoTime();
        Optional<RestoredDatabase> restored =
                backup.kind() == BackupKind.LOGICAL
                        ? new DumpRestore(parts, stop).restore(backup.files(), manifest, home)
                        : new BaseRestore(parts, before.segmentSize(), stop)
                                .restore(backup.files(), manifest, home, target);
        if (restored.isEmpty()) {
            return Optional.empty();
        }
        try (RestoredDatabase copy = restored.get()) {
            double usable = seconds(began);
            List<TableState> tables = count(copy.address());
            long replaying = System.nanoTime();
            long erased = replay.replay(copy.address().unpooled());
            double seconds = usable + seconds(replaying);
            return Optional.of(
                    report(backup, target, before, copy, manifest, tables, seconds, erased));
        }
    }

    private RestoreReport report(
            Backup backup,
            Optional<OffsetDateTime> target,
            Before before,
            RestoredDatabase copy,
            BackupManifest manifest,
            List<TableState> tables,
            double seconds,
            long erased)
            throws SQLException {
        boolean isDump = backup.kind() == BackupKind.LOGICAL;
        Optional<DataLoss> loss =
                target.isPresent() ? Optional.empty() : Optional.of(loss(isDump, before, copy));
        return new RestoreReport(
                backup.id(),
                backup.kind(),
                manifest.takenAt(),
                target.orElse(null),
                copy.restoredTo(),
                seconds,
                loss.map(DataLoss::seconds).orElse(null),
                loss.map(DataLoss::isExact).orElse(false),
                true,
                erased,
                tables.size(),
                tables.stream().mapToLong(RestoreTrial::rows).sum(),
                isDump
                        ? TableComparison.withDump(manifest.tables(), tables)
                        : TableComparison.withLive(manifest.tables(), count(parts.owner()), tables),
                broken(copy.address()) > 0);
    }

    // A dump holds one moment, whatever was committed since.
    private DataLoss loss(boolean isDump, Before before, RestoredDatabase copy) {
        ServerState server = before.server();
        if (server.keepsCommitTimes() && !isDump) {
            return DataLoss.exact(parts.parts().jdbc(), server.at(), copy.restoredTo());
        }
        return DataLoss.atMost(
                server.at(), copy.restoredTo(), isDump ? Optional.empty() : before.archived());
    }

    private static List<TableState> count(DatabaseAddress address) throws SQLException {
        try (Connection connection = address.unpooled().getConnection();
                Statement setting = connection.createStatement()) {
            setting.execute("SET row_security = off");
            JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            return TableState.of(jdbc).stream().map(table -> table.counted(jdbc)).toList();
        }
    }

    private static long broken(DatabaseAddress address) throws SQLException {
        try (Connection connection = address.unpooled().getConnection()) {
            return JdbcClient.create(new SingleConnectionDataSource(connection, true))
                    .sql(BROKEN)
                    .query(Long.class)
                    .single();
        }
    }

    private static long rows(TableState table) {
        Long rows = table.rows();
        return rows == null ? 0 : rows;
    }

    private static double seconds(long since) {
        return Duration.ofNanos(System.nanoTime() - since).toMillis() / 1000.0;
    }
}
