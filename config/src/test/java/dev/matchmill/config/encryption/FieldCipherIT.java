package dev.matchmill.config.encryption;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matchmill.config.database.Transactions;
import dev.matchmill.migrations.TestDatabase;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

class FieldCipherIT {

    private static final String TABLE = "public.interviews";
    private static final FieldAddress SEVEN = FieldAddress.of(TABLE, "meeting_passcode_enc", 7);

    private static TestDatabase database;

    private JdbcClient jdbc;
    private Transactions transactions;
    private DataKeys keys;
    private FieldCipher cipher;

    @BeforeAll
    static void create() {
        database = TestDatabase.create();
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @BeforeEach
    void open() {
        jdbc = JdbcClient.create(database.dataSource());
        transactions = new Transactions(new JdbcTransactionManager(database.dataSource()));
        jdbc.sql("DELETE FROM compliance.encryption_keys").update();
        keys = DataKeys.open(jdbc, master(1), transactions);
        cipher = new FieldCipher(keys);
    }

    @Test
    void a_value_opens_in_another_process_where_it_was_put() {
        EncryptedField stored = cipher.encrypt("Grüße 4711", SEVEN);

        assertThat(stored.keyId()).isEqualTo("public.interviews:1");
        assertThat(text(afresh().decrypt(stored, SEVEN))).isEqualTo("Grüße 4711");
        assertThat(new String(stored.toBytes(), UTF_8)).doesNotContain("4711");
        assertThat(stored.toBytes()[0]).isEqualTo((byte) 1);
    }

    @Test
    void a_value_moved_to_another_row_column_or_table_does_not_open() {
        EncryptedField stored = cipher.encrypt("4711", SEVEN);

        for (FieldAddress elsewhere :
                new FieldAddress[] {
                    FieldAddress.of(TABLE, "meeting_passcode_enc", 8),
                    FieldAddress.of(TABLE, "other_enc", 7),
                    FieldAddress.of("public.interviewz", "meeting_passcode_enc", 7)
                }) {
            assertThat(cipher.decrypt(stored, elsewhere))
                    .isInstanceOfSatisfying(
                            Decryption.Damaged.class,
                            damaged -> assertThat(damaged.why()).contains("tag does not match"));
        }
    }

    @Test
    void damage_is_named_and_never_opens() {
        byte[] stored = cipher.encrypt("4711", SEVEN).toBytes();
        byte[] other = stored.clone();
        other[0] = 9;

        assertThat(damage(other)).isEqualTo("version 9 is unknown, only 1 is");
        assertThat(damage(Arrays.copyOf(stored, 20)))
                .isEqualTo("20 bytes are too few, at least 29");
        assertThat(damage("4711, in plain, as an old program left it".getBytes(UTF_8)))
                .contains("version 52");
        for (int i = 1; i < stored.length; i++) {
            byte[] changed = stored.clone();
            changed[i]++;
            assertThat(damage(changed)).as("byte %d", i).contains("tag does not match");
        }
    }

    @Test
    void a_destroyed_key_is_named_to_whoever_reads() {
        EncryptedField stored = cipher.encrypt("4711", SEVEN);

        assertThat(keys.register().destroy(stored.keyId())).isTrue();

        assertThat(afresh().decrypt(stored, SEVEN))
                .isInstanceOfSatisfying(
                        Decryption.Shredded.class,
                        shredded -> assertThat(shredded.keyId()).isEqualTo(stored.keyId()));
        assertThat(
                        jdbc.sql("SELECT wrapped_key IS NULL FROM compliance.encryption_keys")
                                .query(Boolean.class)
                                .single())
                .isTrue();
        assertThat(afresh().encrypt("4712", SEVEN).keyId()).isEqualTo("public.interviews:2");
    }

    @Test
    void a_wrong_master_key_is_noticed_before_anything_is_written() {
        cipher.encrypt("4711", SEVEN);

        assertThatThrownBy(() -> DataKeys.open(jdbc, master(2), transactions))
                .isInstanceOf(KeyException.class)
                .hasMessageContaining("does not open public.interviews:1");
        jdbc.sql("UPDATE compliance.encryption_keys SET purpose = 'public.user_accounts'").update();
        assertThatThrownBy(() -> DataKeys.open(jdbc, master(1), transactions))
                .isInstanceOf(KeyException.class);
    }

    @Test
    void a_new_master_key_opens_what_the_old_one_wrapped_and_the_old_one_nothing() {
        EncryptedField stored = cipher.encrypt("4711", SEVEN);
        cipher.encrypt("x", FieldAddress.of("public.user_accounts", "id_token_enc", 1));
        byte[] before = stored.toBytes();

        assertThat(keys.register().rewrap(master(1), master(2))).isEqualTo(2);
        assertThat(keys.register().rewrap(master(1), master(2))).isZero();

        FieldCipher successor = new FieldCipher(DataKeys.open(jdbc, master(2), transactions));
        assertThat(text(successor.decrypt(new EncryptedField(stored.keyId(), before), SEVEN)))
                .isEqualTo("4711");
        assertThat(keys.register().closedTo(master(1))).hasSize(2);
        assertThatThrownBy(() -> keys.register().rewrap(master(3), master(4)))
                .isInstanceOf(KeyException.class)
                .hasMessageContaining("Neither");
    }

    @Test
    void a_key_stops_before_its_nonces_may_repeat() {
        EncryptedField stored = cipher.encrypt("4711", SEVEN);
        assertThat(keys.register().find(stored.keyId()).orElseThrow().encryptions())
                .isEqualTo(DataKeys.BLOCK);
        jdbc.sql("UPDATE compliance.encryption_keys SET encryption_count = :n")
                .param("n", KeyRegister.LIMIT - DataKeys.BLOCK)
                .update();

        FieldCipher last = afresh();
        for (int i = 0; i < DataKeys.BLOCK; i++) {
            last.encrypt("4711", SEVEN);
        }

        assertThatThrownBy(() -> last.encrypt("4711", SEVEN))
                .isInstanceOf(KeyException.class)
                .hasMessageContaining("keys rotate");
        assertThat(text(last.decrypt(stored, SEVEN))).isEqualTo("4711");
    }

    @Test
    void writers_that_need_the_first_key_at_once_make_one() throws Exception {
        Callable<String> write = () -> afresh().encrypt("4711", SEVEN).keyId();
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (var id : threads.invokeAll(Collections.nCopies(12, write))) {
                assertThat(id.get()).isEqualTo("public.interviews:1");
            }
        }

        assertThat(keys.register().all()).hasSize(1);
    }

    @Test
    void a_key_out_of_use_takes_no_new_row_and_the_repeated_transaction_uses_the_next_one() {
        FieldAddress account = FieldAddress.of("public.user_accounts", "id_token_enc", 1);
        jdbc.sql(
                        "INSERT INTO users (id, email, full_name, role) VALUES (1, 'k@k.example',"
                                + " 'K', 'candidate') ON CONFLICT DO NOTHING")
                .update();
        EncryptedField old = cipher.encrypt("token", account);
        transactions.inNew(() -> keys.supersede("public.user_accounts"));
        assertThat(keys.register().markRotated(old.keyId())).isTrue();

        assertThatThrownBy(() -> insertAccount(old))
                .isInstanceOfSatisfying(
                        DataAccessException.class,
                        refused -> assertThat(Transactions.sqlState(refused)).isEqualTo("40001"));
        int[] attempts = {0};
        transactions.inNew(() -> {
            insertAccount(attempts[0]++ == 0 ? old : cipher.encrypt("token", account));
        });

        assertThat(attempts[0]).isEqualTo(2);
        assertThat(jdbc.sql("SELECT token_key_id FROM user_accounts").query(String.class).single())
                .isEqualTo("public.user_accounts:2");
        jdbc.sql("DELETE FROM user_accounts").update();
    }

    @Test
    void a_further_column_of_a_row_goes_under_the_rows_key() {
        FieldAddress account = FieldAddress.of("public.user_accounts", "id_token_enc", 1);
        EncryptedField first = cipher.encrypt("a", account);
        transactions.inNew(() -> keys.supersede("public.user_accounts"));

        assertThat(cipher.encrypt("b".getBytes(UTF_8), account, first.keyId()).keyId())
                .isEqualTo(first.keyId());
        assertThat(cipher.encrypt("b", account).keyId()).isNotEqualTo(first.keyId());
        assertThatThrownBy(() -> cipher.encrypt("b".getBytes(UTF_8), SEVEN, first.keyId()))
                .isInstanceOf(KeyException.class);
    }

    @Test
    void nothing_prints_a_value_or_a_key() {
        EncryptedField stored = cipher.encrypt("4711", SEVEN);

        assertThat(stored)
                .asString()
                .isEqualTo("EncryptedField[33 bytes under public.interviews:1]");
        assertThat(cipher.decrypt(stored, SEVEN)).asString().isEqualTo("Opened[4 bytes]");
        assertThat(keys).asString().isEqualTo("DataKeys[[public.interviews:1]]");
    }

    private void insertAccount(EncryptedField token) {
        jdbc.sql(
                        """
                        INSERT INTO user_accounts (id, user_id, account_type, provider,
                                                   provider_account_id, id_token_enc, token_key_id)
                        VALUES (1, 1, 'oidc', 'p', 'a', :token, :key)
                        """)
                .param("token", token.toBytes())
                .param("key", token.keyId())
                .update();
    }

    private String damage(byte[] bytes) {
        return cipher.decrypt(new EncryptedField("public.interviews:1", bytes), SEVEN)
                        instanceof Decryption.Damaged damaged
                ? damaged.why()
                : "none";
    }

    private FieldCipher afresh() {
        return new FieldCipher(DataKeys.open(jdbc, master(1), transactions));
    }

    private static String text(Decryption decryption) {
        return ((Decryption.Opened) decryption).text();
    }

    private static MasterKey master(int seed) {
        byte[] key = new byte[32];
        key[0] = (byte) seed;
        return MasterKey.given(new EncryptionSettings(Base64.getEncoder().encodeToString(key), ""));
    }
}
