package dev.matchmill.jobs.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matchmill.migrations.TestDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class EncryptedTablesIT {

    private static final String NAMED =
            """
            SELECT format('%s.%s', a.attrelid::regclass::text, a.attname)
            FROM pg_attribute a
            JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p')
            WHERE a.attname LIKE '%\\_enc'
              AND NOT a.attisdropped
            """;

    @Test
    void every_column_that_is_called_encrypted_is_found_with_its_key_and_row() {
        try (TestDatabase database = TestDatabase.create()) {
            JdbcClient jdbc = JdbcClient.create(database.dataSource());

            var tables = EncryptedTables.read(jdbc);

            assertThat(tables)
                    .flatExtracting(t -> t.columns().stream().map(c -> t.name() + "." + c).toList())
                    .hasSizeGreaterThanOrEqualTo(8)
                    .containsExactlyInAnyOrderElementsOf(
                            jdbc.sql(NAMED).query(String.class).list().stream()
                                    .map(n -> n.matches(".*\\..*\\..*") ? n : "public." + n)
                                    .toList());
            assertThat(tables).extracting(EncryptedTable::idColumn).containsOnly("id");
            assertThat(tables)
                    .extracting(EncryptedTable::keyColumn)
                    .containsOnly("encryption_key_id", "token_key_id");
        }
    }

    @Test
    void an_encrypted_column_without_a_key_beside_it_is_refused() {
        try (TestDatabase database = TestDatabase.create()) {
            JdbcClient jdbc = JdbcClient.create(database.dataSource());
            jdbc.sql(
                            """
                            ALTER TABLE offers ADD COLUMN extra_enc bytea;
                            INSERT INTO compliance.data_classifications
                                (schema_name, table_name, column_name, sensitivity, encryption,
                                 erase_action, retention_class)
                            VALUES ('public', 'offers', 'extra_enc', 'restricted', 'field_level',
                                    'keep', 'application')
                            """)
                    .update();

            assertThatThrownBy(() -> EncryptedTables.read(jdbc))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("public.offers");
        }
    }
}
