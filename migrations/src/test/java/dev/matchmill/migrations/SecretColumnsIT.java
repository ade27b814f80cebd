package dev.matchmill.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Secrets are stored as hashes or encrypted, never as they are. */
class SecretColumnsIT {

    private static final String HASH = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxy";

    /**
     * Columns whose name speaks of a secret, that can hold one, and that are neither a digest nor
     * encrypted. References to keys, names of secrets kept elsewhere, and enums hold none.
     */
    private static final String IN_PLAIN =
            """
            SELECT a.attrelid::regclass || '.' || a.attname
            FROM pg_attribute a
            JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p')
            JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_type t ON t.oid = a.atttypid
            WHERE n.nspname IN ('public', 'pipeline', 'compliance', 'archive', 'ops')
              AND a.attnum > 0
              AND NOT a.attisdropped
              AND a.attname ~ '(token|secret|password|passcode|credential|api_key|private_key)'
              AND coalesce(nullif(t.typbasetype, 0), t.oid)
                  IN ('text'::regtype, 'varchar'::regtype, 'bytea'::regtype, 'json'::regtype,
                      'jsonb'::regtype)
              AND NOT (a.attname LIKE '%\\_enc' AND t.oid = 'bytea'::regtype)
              AND NOT (a.attname LIKE '%\\_hash' AND t.typname = 'sha256_digest')
              AND NOT (a.attname LIKE '%\\_ref' AND t.oid = 'text'::regtype)
              AND NOT EXISTS (
                  SELECT 1 FROM pg_constraint f
                  WHERE f.conrelid = a.attrelid AND f.contype = 'f' AND a.attnum = ANY (f.conkey)
                    AND f.confrelid = 'compliance.encryption_keys'::regclass)
            ORDER BY 1
            """;

    private static TestDatabase database;
    private static JdbcClient jdbc;

    @BeforeAll
    static void create() {
        database = TestDatabase.create();
        jdbc = JdbcClient.create(database.dataSource());
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @Test
    void only_the_password_hash_is_text_and_it_has_a_check() {
        assertThat(inPlain(jdbc)).containsExactly("users.password_hash");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE users ADD COLUMN api_token text",
                "ALTER TABLE offers ADD COLUMN signing_secret bytea",
                "ALTER TABLE user_accounts ADD COLUMN credentials jsonb_object",
                "ALTER TABLE user_sessions ADD COLUMN other_token_hash text"
            })
    void a_new_column_for_a_secret_in_plain_is_found(String change) {
        try (TestDatabase changed = TestDatabase.create()) {
            JdbcClient client = JdbcClient.create(changed.dataSource());
            client.sql(change).update();

            assertThat(inPlain(client)).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$2a$12$" + HASH,
                "$2b$31$" + HASH,
                "$2y$14$" + HASH,
                "$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHRzb21lc2FsdA"
                        + "$RdescudvJCsgt3ub+b4dWRWJTmaaJObGRdescudvJCs"
            })
    void a_hash_that_is_slow_to_guess_is_taken(String hash) {
        assertThatCode(() -> insert(hash)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "swordfish",
                "",
                "$2a$11$" + HASH,
                "$2a$4$" + HASH,
                "$2x$12$" + HASH,
                "$2a$32$" + HASH,
                "$2a$12$short",
                "$2a$12$" + HASH + " swordfish",
                "$1$salt$qJH7.N4xYta3aEG/dfqo/0",
                "{SHA}5en6G6MezRroT3XKqkdPOmY/BfQ=",
                "$argon2i$v=19$m=65536,t=3,p=4$c29tZXNhbHRzb21lc2FsdA"
                        + "$RdescudvJCsgt3ub+b4dWRWJTmaaJObGRdescudvJCs",
                "5f4dcc3b5aa765d61d8327deb882cf99"
            })
    void a_password_and_a_fast_hash_are_refused(String hash) {
        assertThatThrownBy(() -> insert(hash))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("ck_users_password_hash");
    }

    @Test
    void a_register_of_keys_keeps_its_order() {
        jdbc.sql("INSERT INTO compliance.encryption_keys (key_id, purpose) VALUES ('a', 'p')")
                .update();

        for (String wrong :
                List.of(
                        "INSERT INTO compliance.encryption_keys (key_id, purpose) VALUES ('b',"
                                + " 'p')",
                        "UPDATE compliance.encryption_keys SET rotated_at = now()",
                        "UPDATE compliance.encryption_keys SET destroyed_at = now()",
                        "UPDATE compliance.encryption_keys SET superseded_at = now(), destroyed_at"
                                + " = now(), wrapped_key = 'x'",
                        "UPDATE compliance.encryption_keys SET encryption_count = 4294967297",
                        "UPDATE compliance.encryption_keys SET encryption_count = -1")) {
            assertThatThrownBy(() -> jdbc.sql(wrong).update())
                    .as(wrong)
                    .isInstanceOf(DataAccessException.class)
                    .hasMessageContaining("encryption_keys_");
        }
        jdbc.sql("DELETE FROM compliance.encryption_keys").update();
    }

    private static List<String> inPlain(JdbcClient client) {
        return client.sql(IN_PLAIN).query(String.class).list();
    }

    private static void insert(String hash) {
        jdbc.sql(
                        """
                        INSERT INTO users (email, full_name, role, password_hash)
                        VALUES (md5(random()::text) || '@p.example', 'P', 'candidate', :hash)
                        """)
                .param("hash", hash)
                .update();
    }
}
