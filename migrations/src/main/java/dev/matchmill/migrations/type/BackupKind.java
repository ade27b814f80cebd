package dev.matchmill.migrations.type;

/** What a row of {@code ops.backup_runs} is about. Equals the enum {@code backup_kind}. */
public enum BackupKind implements DatabaseLabel {
    /** A dump of one database, restored by pg_restore. */
    LOGICAL,
    /** A copy of a whole server, recovered with its log to any later moment. */
    PHYSICAL,
    /** Not written by this program: the server archives by itself. */
    WAL_ARCHIVE,
    /** Proof that one of the others can be restored. */
    RESTORE_TEST
}
