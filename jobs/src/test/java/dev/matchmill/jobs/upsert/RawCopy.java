package dev.matchmill.jobs.upsert;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** Rows by {@code COPY} straight into the table: the fastest way in, and no upsert. */
final class RawCopy<R> implements Contest.Writer<R> {

    private final UpsertTable<R> table;
    private final JdbcTemplate jdbc;

    RawCopy(UpsertTable<R> table, DataSource dataSource) {
        this.table = table;
        this.jdbc = new JdbcTemplate(dataSource);
    }

    @Override
    public void write(List<R> chunk) {
        String copy =
                "COPY %s (%s) FROM STDIN"
                        .formatted(
                                table.name(),
                                table.columns().stream()
                                        .map(UpsertColumn::name)
                                        .collect(joining(", ")));
        String lines = lines(chunk);
        Long taken =
                jdbc.execute(
                        (ConnectionCallback<Long>)
                                connection -> {
                                    try {
                                        return connection
                                                .unwrap(PGConnection.class)
                                                .getCopyAPI()
                                                .copyIn(copy, new StringReader(lines));
                                    } catch (IOException e) {
                                        throw new UncheckedIOException(e);
                                    }
                                });
        if (taken == null || taken != chunk.size()) {
            throw new IllegalStateException("COPY took " + taken + " of " + chunk.size());
        }
    }

    private String lines(List<R> chunk) {
        List<@Nullable String[]> columns = new ArrayList<>();
        table.columns().forEach(column -> columns.add(column.texts(chunk, chunk.size())));
        StringBuilder lines = new StringBuilder();
        for (int row = 0; row < chunk.size(); row++) {
            for (int column = 0; column < columns.size(); column++) {
                lines.append(column == 0 ? "" : "\t");
                append(lines, columns.get(column)[row]);
            }
            lines.append('\n');
        }
        return lines.toString();
    }

    private static void append(StringBuilder lines, @Nullable String value) {
        if (value == null) {
            lines.append("\\N");
            return;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> lines.append("\\\\");
                case '\n' -> lines.append("\\n");
                case '\r' -> lines.append("\\r");
                case '\t' -> lines.append("\\t");
                default -> lines.append(c);
            }
        }
    }
}
