package dev.matchmill.jobs.archive;

import java.util.List;
import java.util.function.ObjLongConsumer;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Recomputes every checksum of the archive, row after row, in the database: no payload leaves it.
 */
public record ArchiveVerification(JdbcClient jdbc) {

    private record Checked(long id, boolean isIntact) {}

    /**
     * Checks all rows.
     *
     * @param altered told the table and id of each row whose checksum does not fit
     * @return rows checked
     */
    public long verify(ObjLongConsumer<String> altered) {
        long rows = 0;
        for (Root root : Root.values()) {
            List<Checked> page = page(root, 0);
            while (!page.isEmpty()) {
                rows += page.size();
                page.stream()
                        .filter(row -> !row.isIntact())
                        .forEach(row -> altered.accept(root.archive(), row.id()));
                page = page(root, page.getLast().id());
            }
        }
        return rows;
    }

    private List<Checked> page(Root root, long after) {
        String page =
                """
                SELECT %2$s AS id,
                       payload_sha256 = sha256(convert_to(payload::text, 'UTF8')) AS is_intact
                FROM %1$s
                WHERE %2$s > :after
                ORDER BY %2$s
                LIMIT 1000
                """
                        .formatted(root.archive(), root.archiveId());
        return jdbc.sql(page).param("after", after).query(Checked.class).list();
    }
}
