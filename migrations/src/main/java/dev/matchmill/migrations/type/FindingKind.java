package dev.matchmill.migrations.type;

/** What a maintenance job may find. Equals the enum {@code finding_kind}. */
public enum FindingKind implements DatabaseLabel {
    SLOW_QUERY,
    UNUSED_INDEX,
    DUPLICATE_INDEX,
    INVALID_INDEX,
    INDEX_BLOAT,
    TABLE_BLOAT,
    MISSING_FK_INDEX,
    LOW_CACHE_HIT,
    LOW_INDEX_HIT,
    CONNECTION_USAGE,
    LONG_TRANSACTION,
    SIZE_GROWTH,
    STALE_STATISTICS,
    PARTITION_GAP,
    REPLICATION_LAG,
    BACKUP_AGE,
    CONSTRAINT_NOT_VALIDATED,
    ORPHAN_ROW,
    RETENTION_OVERDUE,
    COUNTER_DIFFERENCE,
    SLOW_QUERY_TREND,
    SEQUENTIAL_SCANS,
    ERASURE_INCOMPLETE,
    RESTORE_TEST
}
