package dev.matchmill.jobs.upsert;

import static java.util.stream.Collectors.joining;

import java.util.List;
import javax.sql.DataSource;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.database.JdbcBatchItemWriter;
import org.springframework.batch.infrastructure.item.database.builder.JdbcBatchItemWriterBuilder;

/** Spring Batch's writer with the usual statement; the driver sends many rows in one. */
final class BatchWriter<R> implements Contest.Writer<R> {

    private final JdbcBatchItemWriter<R> writer;

    BatchWriter(UpsertTable<R> table, DataSource dataSource) {
        List<UpsertColumn<R>> columns = table.columns();
        this.writer =
                new JdbcBatchItemWriterBuilder<R>()
                        .dataSource(dataSource)
                        .sql(statement(table))
                        .itemPreparedStatementSetter((row, statement) -> {
                            for (int i = 0; i < columns.size(); i++) {
                                Object value = columns.get(i).value().apply(row);
                                statement.setString(i + 1, value == null ? null : value.toString());
                            }
                        })
                        .assertUpdates(false)
                        .build();
        writer.afterPropertiesSet();
    }

    @Override
    public void write(List<R> chunk) {
        try {
            writer.write(new Chunk<>(chunk));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static <R> String statement(UpsertTable<R> table) {
        return "INSERT INTO %s (%s) VALUES (%s) ON CONFLICT (%s) DO UPDATE SET %s"
                .formatted(
                        table.name(),
                        table.columns().stream().map(UpsertColumn::name).collect(joining(", ")),
                        table.columns().stream()
                                .map(column -> "CAST(? AS " + column.type() + ")")
                                .collect(joining(", ")),
                        table.keys().stream().map(UpsertColumn::name).collect(joining(", ")),
                        table.columns().stream()
                                .filter(column -> column.update() != null)
                                .map(column -> column.name() + " = EXCLUDED." + column.name())
                                .collect(joining(", ")));
    }
}
