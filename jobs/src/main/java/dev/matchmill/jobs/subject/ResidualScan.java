package dev.matchmill.jobs.subject;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Searches every column that can hold text (text, JSON, arrays, bytes) of every table of ours, one
 * pass a table, whatever the inventory says of it.
 */
public final class ResidualScan {

    private final JdbcClient jdbc;

    /**
     * @param jdbc as the role of erasure
     */
    public ResidualScan(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Where one of the markers stands; ordered by column, certain ones first. */
    public List<Residue> find(SubjectMarkers markers) {
        if (markers.all().isEmpty()) {
            return List.of();
        }
        throw new UnsupportedOperationException("in work: " + jdbc);
    }
}
