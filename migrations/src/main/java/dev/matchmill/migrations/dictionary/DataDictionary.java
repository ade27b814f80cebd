package dev.matchmill.migrations.dictionary;

import dev.matchmill.migrations.DatabaseAccessException;
import dev.matchmill.migrations.PreconditionException;
import dev.matchmill.migrations.server.DatabaseAddress;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * What the schema of a database holds: tables, columns with their classification, keys, indexes
 * with their readers, enum types, functions. Reads the catalogue and the classification, no other
 * row.
 */
public final class DataDictionary {

    private final Catalogue catalogue;

    private DataDictionary(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * The dictionary of a database.
     *
     * @throws PreconditionException if the schema is not there
     * @throws DatabaseAccessException if the database does not answer
     */
    public static DataDictionary of(DatabaseAddress address) {
        try (Connection connection = address.unpooled().getConnection()) {
            return of(connection);
        } catch (SQLException e) {
            if ("42P01".equals(e.getSQLState())) {
                throw new PreconditionException(
                        "Database "
                                + address.database()
                                + " has no schema of Matchmill; run ./matchmill migrate.",
                        e);
            }
            throw new DatabaseAccessException("reading the catalogue", e);
        }
    }

    static DataDictionary of(Connection connection) throws SQLException {
        return new DataDictionary(CatalogueReader.read(connection));
    }

    /** One self-contained page with an entity diagram for each area. */
    public String html() {
        return new DictionaryPage(catalogue).render();
    }

    /** The same as Markdown; the diagrams are Mermaid's. */
    public String markdown() {
        return new DictionaryMarkdown(catalogue).render();
    }
}
