package dev.matchmill.jobs.ledger;

import dev.matchmill.migrations.type.ApplicationId;
import dev.matchmill.migrations.type.SourceRecordId;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.springframework.jdbc.core.RowMapper;

/** One claimed row. */
record LedgerItemMapper(ApplicationJson applications) implements RowMapper<LedgerItem> {

    @Override
    public LedgerItem mapRow(ResultSet row, int number) throws SQLException {
        long previous = row.getLong("application_id");
        return new LedgerItem(
                new SourceRecordId(row.getLong("id")),
                row.getString("external_id"),
                row.getString("posting_ref"),
                applications.read(row.getString("application_input")),
                previous == 0 ? null : new ApplicationId(previous),
                row.getLong("size_bytes"),
                row.getInt("attempts"));
    }
}
