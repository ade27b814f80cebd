package dev.matchmill.jobs.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matchmill.config.encryption.EncryptedField;
import dev.matchmill.config.encryption.FieldAddress;
import dev.matchmill.jobs.keys.LeakSearch;
import dev.matchmill.migrations.PreconditionException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The acceptance checks of O2, O3 and O4. */
class AdoptionIT {

    private static final List<String> ALL =
            List.of(
                    "1 g1 access: access plain7f3e 1",
                    "2 g2 access: access plain7f3e 2",
                    "2 g2 refresh: refresh plain7f3e 2",
                    "3 g3 access: access plain7f3e 3",
                    "4 g4 access: access plain7f3e 4",
                    "4 g4 refresh: refresh plain7f3e 4",
                    "5 g5 access: access plain7f3e 5",
                    "6 g6 access: access plain7f3e 6",
                    "6 g6 refresh: refresh plain7f3e 6",
                    "7 g7 access: access plain7f3e 7",
                    "7 g7 id: id plain7f3e 7");

    private OldDatabase old;

    @BeforeEach
    void open() {
        old = new OldDatabase();
    }

    @AfterEach
    void close() {
        old.close();
    }

    @Test
    void o2_an_old_identifier_finds_its_user_until_its_last_day_and_not_after_it() {
        old.adoption(3).run();

        LocalDate last = LocalDate.of(2027, 2, 28);
        assertThat(
                        old.count(
                                "user_legacy_identities WHERE provider = 'clerk' AND retire_after ="
                                        + " '2027-02-28'"))
                .isEqualTo(OldDatabase.USERS);
        assertThat(lookUp("user_plain7f3e_4", last)).containsExactly(4L);
        assertThat(lookUp("user_plain7f3e_4", last.plusDays(1))).isEmpty();
        assertThat(lookUp("user_unknown", last)).isEmpty();
        assertThat(columns("users")).containsExactly("id", "email");
        assertThat(
                        old.count(
                                "information_schema.columns WHERE table_schema = 'public' AND"
                                        + " table_name = 'users' AND column_name LIKE '%clerk%'"))
                .isZero();
    }

    @Test
    void o2_an_identifier_without_a_user_stays_and_is_counted_until_the_user_is_there() {
        old.jdbc().sql("DELETE FROM users WHERE id = 5").update();
        old.jdbc().sql("DELETE FROM old.accounts").update();

        assertThat(old.adoption(3).run().get(1))
                .isEqualTo(new Adopted("users", "sign-in identifiers", 6, 1, false));
        assertThat(columns("users")).contains("clerk_id");

        old.jdbc()
                .sql(
                        "INSERT INTO users (id, email, full_name, role) VALUES (5,"
                                + " 'u5@example.org', 'U', 'candidate')")
                .update();

        assertThat(old.adoption(3).run().get(1))
                .isEqualTo(new Adopted("users", "sign-in identifiers", 1, 0, true));
        assertThat(columns("users")).doesNotContain("clerk_id");
    }

    @Test
    void o2_an_identifier_that_another_user_has_is_nobody_s_until_somebody_decides() {
        old.jdbc()
                .sql(
                        "INSERT INTO user_legacy_identities (user_id, external_id, retire_after)"
                                + " VALUES (1, 'user_plain7f3e_2', '2027-01-01')")
                .update();

        Adopted identities = old.adoption(3).run().get(1);

        assertThat(identities).isEqualTo(new Adopted("users", "sign-in identifiers", 6, 1, false));
        assertThat(lookUp("user_plain7f3e_2", LocalDate.of(2026, 12, 1))).containsExactly(1L);
    }

    @Test
    void o3_tokens_are_encrypted_and_stand_in_plain_nowhere() throws Exception {
        LeakSearch search = new LeakSearch(old.database());
        assertThat(LeakSearch.holding(search.places(), OldDatabase.MARKER)).contains("rows");

        List<Adopted> done = old.adoption(2).run();

        assertThat(done.getFirst())
                .isEqualTo(new Adopted("accounts", "tokens of accounts", 7, 0, true));
        assertThat(old.tokens()).containsExactlyElementsOf(ALL);
        assertThat(columns("accounts"))
                .containsExactly("user_id", "provider", "provider_account_id");
        // Identifiers of a former provider are no secret, and have to be found by their value.
        old.jdbc().sql("DELETE FROM user_legacy_identities").update();
        Map<String, String> places = search.places();
        assertThat(places.get("audit")).contains("user_accounts", "legacy adopt");
        places.remove("server log");
        places.remove("statements");
        assertThat(places).containsKey("dump");
        assertThat(LeakSearch.holding(places, OldDatabase.MARKER)).isEmpty();
    }

    @Test
    void o3_a_token_that_an_account_got_since_the_move_is_kept_with_its_key() {
        old.jdbc()
                .sql(
                        "INSERT INTO user_accounts (id, user_id, account_type, provider,"
                                + " provider_account_id) VALUES (50, 2, 'oidc', 'google', 'g2')")
                .update();
        EncryptedField fresh =
                old.cipher()
                        .encrypt(
                                "fresh",
                                FieldAddress.of("public.user_accounts", "access_token_enc", 50));
        old.jdbc()
                .sql("UPDATE user_accounts SET access_token_enc = :token, token_key_id = :key")
                .param("token", fresh.toBytes())
                .param("key", fresh.keyId())
                .update();

        old.adoption(3).run();

        assertThat(old.tokens())
                .contains("2 g2 access: fresh", "2 g2 refresh: refresh plain7f3e 2")
                .doesNotContain("2 g2 access: access plain7f3e 2")
                .hasSameSizeAs(ALL);
    }

    @Test
    void o3_tokens_of_nobody_keep_the_columns_and_are_counted() {
        old.jdbc().sql("DELETE FROM users WHERE id = 7").update();

        assertThat(old.adoption(3).run().getFirst())
                .isEqualTo(new Adopted("accounts", "tokens of accounts", 6, 1, false));
        assertThat(columns("accounts")).contains("access_token", "refresh_token", "id_token");
        assertThat(old.count("old.accounts WHERE access_token IS NOT NULL")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void o3_a_start_after_a_crash_at_any_commit_ends_like_one_without(int commit) {
        assertThatThrownBy(() -> old.dyingAtCommit(commit, 2).run())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("killed");
        // Never in both places, never in none.
        long plain =
                columns("accounts").contains("access_token")
                        ? old.count("old.accounts WHERE access_token IS NOT NULL")
                        : 0;
        assertThat(old.count("user_accounts WHERE access_token_enc IS NOT NULL"))
                .isEqualTo(OldDatabase.USERS - plain);

        old.adoption(2).run();

        assertThat(old.tokens()).containsExactlyElementsOf(ALL);
        assertThat(old.count("user_legacy_identities")).isEqualTo(OldDatabase.USERS);
        assertThat(old.adoption(2).plan()).allMatch(Adopted::isPlainGone);
    }

    @Test
    void o4_an_old_link_has_expired_and_a_new_one_works_once() {
        assertThat(old.adoption(3).run().getLast())
                .isEqualTo(new Adopted("password_reset_tokens", "reset links", 3, 0, true));

        assertThat(old.count("old.password_reset_tokens")).isZero();
        assertThat(columns("password_reset_tokens")).doesNotContain("token");
        assertThat(old.count("password_reset_tokens")).isZero();
        assertThat(old.count(reset("plain7f3e-reset-1"))).isZero();

        old.jdbc()
                .sql(
                        "INSERT INTO password_reset_tokens (user_id, token_hash) VALUES (1,"
                                + " sha256('new'))")
                .update();
        assertThat(old.count(reset("new"))).isEqualTo(1);
        old.jdbc().sql("UPDATE password_reset_tokens SET used_at = now()").update();
        assertThat(old.count(reset("new"))).isZero();
    }

    @Test
    void a_plan_counts_and_changes_nothing_and_a_second_run_does_nothing() {
        assertThat(old.adoption(3).plan())
                .containsExactly(
                        new Adopted("accounts", "tokens of accounts", 7, 0, false),
                        new Adopted("users", "sign-in identifiers", 7, 0, false),
                        new Adopted("password_reset_tokens", "reset links", 3, 0, false));
        assertThat(old.tokens()).isEmpty();
        assertThat(old.count("old.password_reset_tokens")).isEqualTo(3);

        old.adoption(3).run();

        assertThat(old.adoption(3).run())
                .containsExactly(
                        Adopted.nothing("accounts", "tokens of accounts"),
                        Adopted.nothing("users", "sign-in identifiers"),
                        Adopted.nothing("password_reset_tokens", "reset links"));
    }

    @Test
    void a_schema_of_our_own_or_none_at_all_is_refused() {
        for (String wrong : new String[] {"public", "ops", "pg_catalog", "a;b", "Old", ""}) {
            assertThatThrownBy(() -> new LegacySchema(wrong))
                    .as(wrong)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new LegacySchema("nowhere").require(old.jdbc()))
                .isInstanceOf(PreconditionException.class)
                .hasMessageContaining("nowhere");
    }

    private static String reset(String token) {
        return "login_of_token(sha256('" + token + "'))";
    }

    private List<Long> lookUp(String identifier, LocalDate today) {
        return old.jdbc()
                .sql("SELECT user_id FROM login_of_legacy('clerk', :id, :today)")
                .param("id", identifier)
                .param("today", today)
                .query(Long.class)
                .list();
    }

    private List<String> columns(String table) {
        return new LegacySchema("old").columns(old.jdbc(), table);
    }
}
