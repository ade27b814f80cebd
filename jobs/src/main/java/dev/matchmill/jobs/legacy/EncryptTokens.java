package dev.matchmill.jobs.legacy;

import dev.matchmill.config.encryption.EncryptedField;
import dev.matchmill.config.encryption.FieldAddress;
import dev.matchmill.config.encryption.FieldCipher;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Takes over the plain tokens of imported sign-in accounts: encrypted in the row of the account,
 * and emptied in the imported one by the same transaction. A token that an account got since the
 * move is kept. When none is left, the plain columns go. Restartable from the tokens that are left.
 *
 * @param limit accounts of one transaction
 */
record EncryptTokens(LegacyWrites writes, LegacySchema schema, FieldCipher cipher, int limit) {

    static final String TABLE = "accounts";
    static final String WHAT = "tokens of accounts";

    private static final String ACCOUNTS = "public.user_accounts";
    private static final List<String> TOKENS = List.of("access_token", "refresh_token", "id_token");

    private static final String ACCOUNT =
            """
            INSERT INTO public.user_accounts
                (user_id, account_type, provider, provider_account_id)
            VALUES (:user, 'oauth', :provider, :account)
            ON CONFLICT (provider, provider_account_id) DO NOTHING
            """;

    private static final String LOCK =
            """
            SELECT id, token_key_id, access_token_enc IS NULL AS access_token,
                   refresh_token_enc IS NULL AS refresh_token, id_token_enc IS NULL AS id_token
            FROM public.user_accounts
            WHERE provider = :provider
              AND provider_account_id = :account
            FOR UPDATE
            """;

    private static final String STORE =
            """
            UPDATE public.user_accounts
            SET token_key_id = :key,
                access_token_enc = coalesce(access_token_enc, :access_token),
                refresh_token_enc = coalesce(refresh_token_enc, :refresh_token),
                id_token_enc = coalesce(id_token_enc, :id_token)
            WHERE id = :id
            """;

    private record Plain(
            String place, long user, String provider, String account, Map<String, String> tokens) {}

    private record Account(long id, @Nullable String key, List<String> free) {}

    Adopted plan() {
        List<String> plain = plain();
        return plain.isEmpty()
                ? Adopted.nothing(TABLE, WHAT)
                : new Adopted(TABLE, WHAT, matched(plain), unknown(plain), false);
    }

    Adopted run() {
        List<String> plain = plain();
        if (plain.isEmpty()) {
            return Adopted.nothing(TABLE, WHAT);
        }
        long done = 0;
        int moved = limit;
        while (moved > 0) {
            moved = writes.inNew(() -> piece(plain));
            done += moved;
        }
        long unknown = unknown(plain);
        if (unknown == 0) {
            PlainColumns.drop(writes, table(), plain);
        }
        return new Adopted(TABLE, WHAT, done, unknown, unknown == 0);
    }

    private int piece(List<String> plain) {
        List<Plain> rows =
                jdbc().sql(
                                "SELECT l.ctid::text AS place, u.id AS user_id, l.provider,"
                                        + " l.provider_account_id, l."
                                        + String.join(", l.", plain)
                                        + " "
                                        + matchedBy(plain)
                                        + " ORDER BY l.provider, l.provider_account_id LIMIT :limit"
                                        + " FOR UPDATE OF l")
                        .param("limit", limit)
                        .query((row, _) -> read(row, plain))
                        .list();
        rows.forEach(this::take);
        empty(rows, plain);
        return rows.size();
    }

    private void take(Plain row) {
        jdbc().sql(ACCOUNT)
                .param("user", row.user())
                .param("provider", row.provider())
                .param("account", row.account())
                .update();
        Account account =
                jdbc().sql(LOCK)
                        .param("provider", row.provider())
                        .param("account", row.account())
                        .query((found, _) -> account(found))
                        .single();
        Map<String, Object> values = new HashMap<>();
        TOKENS.forEach(token -> values.put(token, null));
        String key = account.key();
        for (String token : account.free()) {
            String plain = row.tokens().get(token);
            if (plain != null) {
                EncryptedField field = seal(plain, token, account.id(), key);
                values.put(token, field.toBytes());
                key = field.keyId();
            }
        }
        jdbc().sql(STORE).params(values).param("key", key).param("id", account.id()).update();
    }

    // All values of a row share one key.
    private EncryptedField seal(String plain, String token, long id, @Nullable String key) {
        FieldAddress address = FieldAddress.of(ACCOUNTS, token + "_enc", id);
        byte[] bytes = plain.getBytes(StandardCharsets.UTF_8);
        return key == null ? cipher.encrypt(bytes, address) : cipher.encrypt(bytes, address, key);
    }

    private void empty(List<Plain> rows, List<String> plain) {
        if (!rows.isEmpty()) {
            jdbc().sql(
                            "UPDATE "
                                    + table()
                                    + " SET "
                                    + String.join(" = NULL, ", plain)
                                    + " = NULL WHERE ctid = ANY (CAST(:places AS tid[]))")
                    .param("places", rows.stream().map(Plain::place).toArray(String[]::new))
                    .update();
        }
    }

    private List<String> plain() {
        return schema.columns(jdbc(), TABLE).stream().filter(TOKENS::contains).toList();
    }

    private long matched(List<String> plain) {
        return jdbc().sql("SELECT count(*) " + matchedBy(plain)).query(Long.class).single();
    }

    private long unknown(List<String> plain) {
        String all =
                "SELECT count(*) FROM "
                        + table()
                        + " l WHERE "
                        + PlainColumns.anyOf("l", plain.stream());
        return jdbc().sql(all).query(Long.class).single() - matched(plain);
    }

    private String matchedBy(List<String> plain) {
        return """
        FROM %s l
        JOIN %s o ON o.id = l.user_id
        JOIN public.users u ON u.email = lower(btrim(o.email))
        WHERE %s
        """
                .formatted(
                        table(),
                        schema.table(AdoptIdentities.TABLE),
                        PlainColumns.anyOf("l", plain.stream()));
    }

    private String table() {
        return schema.table(TABLE);
    }

    private JdbcClient jdbc() {
        return writes.jdbc();
    }

    private static Plain read(ResultSet row, List<String> plain) throws SQLException {
        Map<String, String> tokens = new HashMap<>();
        for (String column : plain) {
            String value = row.getString(column);
            if (value != null) {
                tokens.put(column, value);
            }
        }
        return new Plain(
                row.getString("place"),
                row.getLong("user_id"),
                row.getString("provider"),
                row.getString("provider_account_id"),
                tokens);
    }

    private static Account account(ResultSet row) throws SQLException {
        Map<String, Boolean> free = new HashMap<>();
        for (String token : TOKENS) {
            free.put(token, row.getBoolean(token));
        }
        return new Account(
                row.getLong("id"),
                row.getString("token_key_id"),
                TOKENS.stream().filter(free::get).toList());
    }
}
