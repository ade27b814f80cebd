package dev.matchmill.jobs.killloop;

import dev.matchmill.jobs.run.CrashPoint;
import java.util.List;
import java.util.Locale;

/** What is disturbed, and how one sees from outside that it is in progress. */
enum Work {
    INGEST(
            "SELECT count(*) FROM pipeline.ingestion_items",
            400,
            List.of(
                    CrashPoint.AFTER_LOCK,
                    CrashPoint.AFTER_BEGIN,
                    CrashPoint.AFTER_CLAIM,
                    CrashPoint.BEFORE_FILE,
                    CrashPoint.AFTER_FILE,
                    CrashPoint.AFTER_EFFECT,
                    CrashPoint.AFTER_COMMIT,
                    CrashPoint.BEFORE_END)),
    EMBED(
            """
            SELECT CAST(coalesce(extract(epoch FROM max(updated_at)) * 1000000, 0) AS bigint)
            FROM embeddings
            """,
            200,
            List.of(CrashPoint.AFTER_EFFECT, CrashPoint.AFTER_COMMIT, CrashPoint.BEFORE_END)),
    MATCH(
            "SELECT coalesce(max(id), 0) FROM pipeline.match_generations",
            200,
            List.of(
                    CrashPoint.AFTER_EFFECT,
                    CrashPoint.AFTER_COMMIT,
                    CrashPoint.BEFORE_PUBLISH,
                    CrashPoint.AFTER_PUBLISH,
                    CrashPoint.BEFORE_END)),
    RUN(
            INGEST.signal,
            3_000,
            List.of(
                    CrashPoint.AFTER_CLAIM,
                    CrashPoint.AFTER_EFFECT,
                    CrashPoint.AFTER_COMMIT,
                    CrashPoint.BEFORE_PUBLISH,
                    CrashPoint.AFTER_PUBLISH,
                    CrashPoint.BEFORE_END)),
    /** Moved in few large pieces, so that one is in work as soon as the run has its row. */
    ARCHIVE(
            "SELECT count(*) FROM pipeline.runs",
            700,
            List.of(CrashPoint.AFTER_EFFECT, CrashPoint.AFTER_COMMIT, CrashPoint.BEFORE_END)),
    RETAIN(
            "SELECT count(*) FROM messages",
            60,
            List.of(CrashPoint.AFTER_EFFECT, CrashPoint.AFTER_COMMIT, CrashPoint.BEFORE_END)),
    ERASE(
            """
            SELECT count(*) FROM compliance.data_subject_requests WHERE started_at IS NOT NULL
            """,
            20,
            List.of(
                    CrashPoint.AFTER_EFFECT,
                    CrashPoint.AFTER_COMMIT,
                    CrashPoint.BEFORE_OBJECT,
                    CrashPoint.AFTER_OBJECT,
                    CrashPoint.BEFORE_END)),
    /** A second model, beside the active one. */
    BUILD(
            "SELECT count(*) FROM embeddings WHERE embedding_model_id <> "
                    + "coalesce((SELECT id FROM embedding_models WHERE is_active), 0)",
            300,
            List.of(
                    CrashPoint.AFTER_LOCK,
                    CrashPoint.AFTER_BEGIN,
                    CrashPoint.AFTER_EFFECT,
                    CrashPoint.AFTER_COMMIT,
                    CrashPoint.BEFORE_END)),
    /** A worker that shares the reading with others. */
    SHARED_INGEST(
            INGEST.signal,
            400,
            List.of(
                    CrashPoint.AFTER_CLAIM,
                    CrashPoint.BEFORE_FILE,
                    CrashPoint.AFTER_FILE,
                    CrashPoint.AFTER_EFFECT,
                    CrashPoint.AFTER_COMMIT)),
    /** A worker that shares the embedding with others. */
    SHARED_EMBED(EMBED.signal, 200, List.of(CrashPoint.AFTER_EFFECT, CrashPoint.AFTER_COMMIT)),
    /**
     * A worker that shares a full refresh with others: begins one, or goes on with what is left.
     */
    SHARED_MATCH(
            """
            SELECT coalesce(max(id) * 1000000 + max(shared_epoch), 0)
            FROM pipeline.match_generations
            WHERE shared_epoch IS NOT NULL
            """,
            400,
            List.of(
                    CrashPoint.AFTER_LOCK,
                    CrashPoint.AFTER_BEGIN,
                    CrashPoint.AFTER_CLAIM,
                    CrashPoint.AFTER_EFFECT,
                    CrashPoint.AFTER_COMMIT,
                    CrashPoint.BEFORE_PUBLISH,
                    CrashPoint.AFTER_PUBLISH,
                    CrashPoint.BEFORE_END));

    private final String signal;
    private final int spreadMillis;

    @SuppressWarnings("ImmutableEnumChecker") // always List.of
    private final List<CrashPoint> points;

    Work(String signal, int spreadMillis, List<CrashPoint> points) {
        this.signal = signal;
        this.spreadMillis = spreadMillis;
        this.points = points;
    }

    /** A number that changes as soon as something is done. */
    String signal() {
        return signal;
    }

    /** Within how many milliseconds after the signal the disturbance comes. */
    int spreadMillis() {
        return spreadMillis;
    }

    /** Where it may crash by itself. */
    List<CrashPoint> points() {
        return points;
    }

    /** Whether another one may work beside it. */
    boolean isShared() {
        return this == SHARED_INGEST || this == SHARED_EMBED || this == SHARED_MATCH;
    }

    /** How often a start may come by this moment; it crashes at one of these times. */
    int times(CrashPoint point) {
        boolean isShared = this == SHARED_MATCH;
        return switch (point) {
            case AFTER_EFFECT, AFTER_COMMIT -> isShared ? 24 : 6;
            case AFTER_CLAIM -> isShared ? 6 : 1;
            case AFTER_LOCK,
                    AFTER_BEGIN,
                    BEFORE_FILE,
                    AFTER_FILE,
                    BEFORE_PUBLISH,
                    AFTER_PUBLISH,
                    BEFORE_OBJECT,
                    AFTER_OBJECT,
                    BEFORE_END ->
                    1;
        };
    }

    /** As options and results name it. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** So that options take it and their help shows it. */
    @Override
    public String toString() {
        return label();
    }
}
