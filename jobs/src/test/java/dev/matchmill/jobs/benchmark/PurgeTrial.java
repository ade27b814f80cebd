package dev.matchmill.jobs.benchmark;

import dev.matchmill.migrations.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A month of notifications that is to go, beside one that stays, on a database of its own. */
final class PurgeTrial implements AutoCloseable {

    private static final String FROM = "2020-01-01 00:00:00+00";
    private static final String TO = "2020-02-01 00:00:00+00";
    private static final int KEPT = 1_000;

    private static String rows(int rows) {
        return """
        INSERT INTO users (id, email, full_name, role)
        VALUES (1, 'u@example.org', 'U', 'recruiter');
        CREATE TABLE notifications_2020_01 PARTITION OF notifications
            FOR VALUES FROM ('%1$s') TO ('%2$s');
        CREATE TABLE notifications_2020_02 PARTITION OF notifications
            FOR VALUES FROM ('%2$s') TO ('2020-03-01 00:00:00+00');
        INSERT INTO notifications (created_at, user_id, notification_type, title, message)
        SELECT CAST('%1$s' AS timestamptz) + i * interval '1 second', 1, 'system', 'title',
               'a message of some length to somebody'
        FROM generate_series(0, %3$d - 1) i;
        INSERT INTO notifications (created_at, user_id, notification_type, title, message)
        SELECT CAST('%2$s' AS timestamptz) + i * interval '1 second', 1, 'system', 't', 'm'
        FROM generate_series(0, %4$d - 1) i
        """
                .formatted(FROM, TO, rows, KEPT);
    }

    private final TestDatabase database = TestDatabase.create();
    private final JdbcClient jdbc = JdbcClient.create(database.dataSource());

    PurgeTrial(int rows) {
        jdbc.sql(rows(rows)).update();
        jdbc.sql("VACUUM ANALYZE notifications").update();
    }

    JdbcClient jdbc() {
        return jdbc;
    }

    /** As J04 does. */
    void dropPartition() {
        jdbc.sql("ALTER TABLE notifications DETACH PARTITION notifications_2020_01 CONCURRENTLY")
                .update();
        jdbc.sql("DROP TABLE notifications_2020_01").update();
    }

    void delete() {
        jdbc.sql("DELETE FROM notifications WHERE created_at < '" + TO + "'").update();
    }

    void deleteWithoutAudit() {
        jdbc.sql("ALTER TABLE notifications DISABLE TRIGGER trg_notifications_audit_d").update();
        delete();
        jdbc.sql("ALTER TABLE notifications ENABLE TRIGGER trg_notifications_audit_d").update();
    }

    /** Fails unless exactly the month is gone. */
    void demandPurged() {
        long left = count("notifications WHERE created_at < '" + TO + "'");
        long kept = count("notifications");
        if (left != 0 || kept != KEPT) {
            throw new IllegalStateException(left + " rows left, " + kept + " kept");
        }
    }

    private long count(String from) {
        return jdbc.sql("SELECT count(*) FROM " + from).query(Long.class).single();
    }

    @Override
    public void close() {
        database.close();
    }
}
