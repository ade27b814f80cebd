package dev.matchmill.jobs.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.config.encryption.EncryptionSettings;
import dev.matchmill.config.encryption.KeyException;
import dev.matchmill.config.encryption.KeyRecord.State;
import dev.matchmill.config.encryption.MasterKey;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DestroyKeyIT {

    private static final String OLD = "public.interviews:1";
    private static final Instant ALWAYS = Instant.parse("2999-01-01T00:00:00Z");

    private EncryptedRows rows;
    private DestroyKey destruction;

    @BeforeEach
    void fill() {
        rows = new EncryptedRows();
        rows.fill(3, Object::toString);
        destruction = new DestroyKey(rows.writes, rows.jdbc);
    }

    @AfterEach
    void close() {
        rows.close();
    }

    @Test
    void a_key_that_encrypts_or_that_rows_need_is_spared() {
        assertThat(destruction.destroy(OLD, false)).isEqualTo(new DestroyKey.End.InUse(true, 3));
        rows.transactions.inNew(() -> rows.keys.supersede("public.interviews"));

        assertThat(destruction.destroy(OLD, false)).isEqualTo(new DestroyKey.End.InUse(false, 3));

        assertThat(rows.read()).noneSatisfy((_, value) -> assertThat(value).contains("shredded"));
        assertThat(destruction.destroy("nothing", true)).isEqualTo(new DestroyKey.End.Unknown());
    }

    @Test
    void after_a_rotation_the_old_key_goes_and_every_value_stays() {
        Map<String, String> before = rows.read();
        new RotateKeys(rows.writes, rows.keys(), 10)
                .rotate(rows.table("public.interviews"), ALWAYS);

        assertThat(destruction.destroy(OLD, false)).isEqualTo(new DestroyKey.End.Destroyed(0));
        assertThat(destruction.destroy(OLD, false)).isEqualTo(new DestroyKey.End.WasDestroyed());

        assertThat(rows.read()).isEqualTo(before);
        assertThat(rows.keys.register().find(OLD).orElseThrow().state()).isEqualTo(State.DESTROYED);
    }

    @Test
    void destroying_what_is_in_use_takes_its_values_and_no_others() {
        assertThat(destruction.destroy(OLD, true)).isEqualTo(new DestroyKey.End.Destroyed(3));

        assertThat(rows.read())
                .allSatisfy((address, value) ->
                        assertThat(value)
                                .isEqualTo(
                                        address.contains("public.interviews")
                                                ? "shredded " + OLD
                                                : address));
    }

    @Test
    void the_wrapped_key_is_not_left_in_the_tables_file() {
        String file =
                "SELECT pg_relation_filenode('compliance.encryption_keys') || ' '"
                        + " || (SELECT count(*) FROM compliance.encryption_keys"
                        + " WHERE wrapped_key IS NOT NULL)";
        String before = rows.jdbc.sql(file).query(String.class).single();

        destruction.destroy(OLD, true);

        String after = rows.jdbc.sql(file).query(String.class).single();
        // Each table with encrypted columns has a key of its own.
        assertThat(before).endsWith(" " + rows.tables.size());
        assertThat(after).endsWith(" " + (rows.tables.size() - 1));
        assertThat(after.split(" ", -1)[0]).isNotEqualTo(before.split(" ", -1)[0]);
    }

    @Test
    void with_a_new_master_key_not_even_a_backup_brings_a_destroyed_key_back() {
        byte[] backup =
                rows.jdbc
                        .sql(
                                "SELECT wrapped_key FROM compliance.encryption_keys WHERE key_id ="
                                        + " :id")
                        .param("id", OLD)
                        .query(byte[].class)
                        .single();
        destruction.destroy(OLD, true);
        MasterKey old = MasterKey.given(new EncryptionSettings(rows.master(), ""));
        byte[] bytes = new byte[32];
        bytes[5] = 5;
        MasterKey successor =
                MasterKey.given(
                        new EncryptionSettings(Base64.getEncoder().encodeToString(bytes), ""));

        int rewrapped = new RewrapKeys(rows.writes).rewrap(() -> old, successor);

        assertThat(rewrapped).isEqualTo(rows.tables.size() - 1);
        assertThat(rows.keys.register().closedTo(successor)).isEmpty();
        assertThat(new RewrapKeys(rows.writes).rewrap(() -> successor, successor)).isZero();
        rows.jdbc
                .sql(
                        "UPDATE compliance.encryption_keys SET wrapped_key = :backup, destroyed_at"
                                + " = NULL WHERE key_id = :id")
                .param("backup", backup)
                .param("id", OLD)
                .update();
        assertThat(rows.keys.register().closedTo(successor)).isEqualTo(List.of(OLD));
        Assertions.assertThatThrownBy(
                        () -> new RewrapKeys(rows.writes).rewrap(() -> successor, successor))
                .isInstanceOf(KeyException.class);
    }
}
