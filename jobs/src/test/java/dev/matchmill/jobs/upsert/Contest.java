package dev.matchmill.jobs.upsert;

import static java.util.stream.Collectors.joining;

import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Rows that several writers write into the same table, each into a copy of its own.
 *
 * @param rows with distinct keys
 * @param changed the same rows, a few of them with another value in one column
 */
public record Contest<R>(UpsertTable<R> table, List<R> rows, List<R> changed) {

    /** A writer of one chunk in one statement or batch, in the caller's transaction. */
    public interface Writer<R> {
        void write(List<R> chunk);
    }

    /** Who takes part. */
    public enum Contender {
        COPY,
        MATCHMILL,
        SPRING_BATCH
    }

    /** The table's name. */
    public String name() {
        return table.name();
    }

    public Writer<R> writer(Contender contender, DataSource dataSource) {
        return switch (contender) {
            case COPY -> new RawCopy<>(table, dataSource);
            case MATCHMILL -> new Upsert<>(table, JdbcClient.create(dataSource))::write;
            case SPRING_BATCH -> new BatchWriter<>(table, dataSource);
        };
    }

    /** A digest of all rows in all columns that are written, whoever wrote them. */
    public String checksum(JdbcClient jdbc) {
        String keys = table.keys().stream().map(UpsertColumn::name).collect(joining(", "));
        String columns = table.columns().stream().map(UpsertColumn::name).collect(joining(", "));
        return jdbc.sql(
                        "SELECT count(*) || ' ' || md5(string_agg(md5(CAST(ROW(%s) AS text)), ''"
                                        .formatted(columns)
                                + " ORDER BY %s)) FROM %s".formatted(keys, table.name()))
                .query(String.class)
                .single();
    }
}
