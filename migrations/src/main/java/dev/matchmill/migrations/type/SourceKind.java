package dev.matchmill.migrations.type;

/** What kind of place records come from. Equals the enum {@code ingestion_source_kind}. */
public enum SourceKind implements DatabaseLabel {
    FILESYSTEM,
    S3,
    SFTP,
    HTTP_API,
    EMAIL,
    DATABASE,
    FILE_UPLOAD
}
