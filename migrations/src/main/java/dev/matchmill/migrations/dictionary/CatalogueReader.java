package dev.matchmill.migrations.dictionary;

import dev.matchmill.migrations.dictionary.Catalogue.Classification;
import dev.matchmill.migrations.dictionary.Catalogue.Column;
import dev.matchmill.migrations.dictionary.Catalogue.EnumType;
import dev.matchmill.migrations.dictionary.Catalogue.ForeignKey;
import dev.matchmill.migrations.dictionary.Catalogue.Index;
import dev.matchmill.migrations.dictionary.Catalogue.Routine;
import dev.matchmill.migrations.dictionary.Catalogue.Rule;
import dev.matchmill.migrations.dictionary.Catalogue.Table;
import dev.matchmill.migrations.dictionary.Catalogue.Trigger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** Reads the catalogue; all queries in one snapshot. */
final class CatalogueReader {

    private interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private final Statement statement;

    private CatalogueReader(Statement statement) {
        this.statement = statement;
    }

    static Catalogue read(Connection connection) throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
            // Names are printed with their schema unless it is public, whoever asks.
            statement.execute("SET LOCAL search_path = public");
            return new CatalogueReader(statement).read();
        } finally {
            connection.rollback();
            connection.setAutoCommit(autoCommit);
        }
    }

    private Catalogue read() throws SQLException {
        var columns = byTable("columns", CatalogueReader::column);
        var rules = byTable("rules", CatalogueReader::rule);
        var foreignKeys = byTable("foreign keys", CatalogueReader::foreignKey);
        var indexes = byTable("indexes", CatalogueReader::index);
        var triggers =
                byTable("triggers", it -> new Trigger(text(it, "name"), text(it, "definition")));
        List<Table> tables =
                all(
                        "tables",
                        row -> {
                            long id = row.getLong("id");
                            return new Table(
                                    text(row, "schema"),
                                    text(row, "name"),
                                    text(row, "kind"),
                                    text(row, "comment"),
                                    columns.apply(id),
                                    rules.apply(id),
                                    foreignKeys.apply(id),
                                    indexes.apply(id),
                                    triggers.apply(id));
                        });
        return new Catalogue(
                all("version", row -> text(row, "version")).stream().findFirst().orElse(""),
                tables,
                all("enums", CatalogueReader::enumType),
                all("routines", CatalogueReader::routine));
    }

    private static Column column(ResultSet row) throws SQLException {
        Optional<Classification> classification =
                text(row, "sensitivity").isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                new Classification(
                                        text(row, "sensitivity"),
                                        text(row, "encryption"),
                                        text(row, "category"),
                                        text(row, "erase_action"),
                                        text(row, "retention_class")));
        return new Column(
                text(row, "name"),
                text(row, "type"),
                row.getBoolean("is_required"),
                text(row, "default_value"),
                text(row, "comment"),
                classification);
    }

    private static Rule rule(ResultSet row) throws SQLException {
        return new Rule(
                text(row, "kind").charAt(0),
                text(row, "name"),
                texts(row, "columns"),
                text(row, "definition"),
                text(row, "comment"));
    }

    private static ForeignKey foreignKey(ResultSet row) throws SQLException {
        return new ForeignKey(
                text(row, "name"),
                texts(row, "columns"),
                text(row, "target"),
                text(row, "on_delete"));
    }

    private static Index index(ResultSet row) throws SQLException {
        return new Index(
                text(row, "name"),
                row.getBoolean("is_unique"),
                text(row, "definition"),
                text(row, "comment"));
    }

    private static EnumType enumType(ResultSet row) throws SQLException {
        return new EnumType(
                text(row, "name"),
                texts(row, "labels"),
                text(row, "comment"),
                texts(row, "used_by"));
    }

    private static Routine routine(ResultSet row) throws SQLException {
        return new Routine(
                text(row, "name"),
                text(row, "arguments"),
                text(row, "result"),
                text(row, "comment"));
    }

    private <T> Function<Long, List<T>> byTable(String query, Row<T> mapper) throws SQLException {
        Map<Long, List<T>> parts = new HashMap<>();
        try (ResultSet rows = statement.executeQuery(Resource.section("catalogue.sql", query))) {
            while (rows.next()) {
                parts.computeIfAbsent(rows.getLong("id"), _ -> new ArrayList<>())
                        .add(mapper.read(rows));
            }
        }
        return id -> parts.getOrDefault(id, List.of());
    }

    private <T> List<T> all(String query, Row<T> mapper) throws SQLException {
        List<T> found = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(Resource.section("catalogue.sql", query))) {
            while (rows.next()) {
                found.add(mapper.read(rows));
            }
        }
        return found;
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNullElse(row.getString(column), "");
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }
}
