package dev.matchmill.jobs.keys;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import dev.matchmill.config.encryption.EncryptedField;
import dev.matchmill.config.encryption.FieldAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;

/** An encrypted value stands nowhere in plain, and what stands where it belongs opens. */
class KeyCanaryIT {

    private static final Instant ALWAYS = Instant.parse("2999-01-01T00:00:00Z");

    private final String canary = "canary" + UUID.randomUUID().toString().replace("-", "");
    private EncryptedRows rows;
    private LeakSearch search;
    private ListAppender<ILoggingEvent> log;
    private Level level;

    @BeforeEach
    void open() throws Exception {
        rows = new EncryptedRows();
        search = new LeakSearch(rows.database());
        log = new ListAppender<>();
        log.start();
        level = root().getLevel();
        // Spring shows the values of statements at this level.
        root().setLevel(Level.TRACE);
        root().addAppender(log);
    }

    @AfterEach
    void close() {
        root().detachAppender(log);
        root().setLevel(level);
        rows.close();
    }

    @Test
    void a_value_is_in_no_dump_log_statement_audit_row_or_message() throws Exception {
        List<String> messages = new ArrayList<>();
        rows.fill(4, address -> canary + " of " + address);
        for (EncryptedTable table : rows.tables) {
            messages.add(refused(table));
            rows.update(table, 2, address -> canary + " anew of " + address);
            rows.jdbc.sql("DELETE FROM " + table.name() + " WHERE id = 3").update();
            damage(table, 4);
            search.noteStatements();
        }
        RotateKeys rotation = new RotateKeys(rows.writes, rows.keys(), 2);
        rows.tables.forEach(t -> messages.add(rotation.rotate(t, ALWAYS).toString()));
        messages.add(
                new DestroyKey(rows.writes, rows.jdbc)
                        .destroy("public.interviews:1", false)
                        .toString());

        Map<String, String> places = search.places();
        log.list.forEach(event -> messages.add(event.getFormattedMessage() + trace(event)));
        places.put("messages and log", String.join("\n", messages));

        assertThat(places).containsKeys("rows", "audit", "statements");
        assertThat(places.values()).allSatisfy(text -> assertThat(text).isNotBlank());
        assertThat(places.get("messages and log"))
                .contains("duplicate key", "Setting SQL statement parameter");
        assertThat(LeakSearch.holding(places, canary)).isEmpty();
        assertThat(rows.read())
                .hasSizeGreaterThanOrEqualTo(8 * 3)
                .allSatisfy((address, value) ->
                        assertThat(value)
                                .isIn(
                                        canary + " of " + address,
                                        canary + " anew of " + address,
                                        "damaged"));
        assertThat(rows.read().values().stream().filter("damaged"::equals))
                .hasSize(rows.tables.stream().mapToInt(t -> t.columns().size()).sum());
    }

    @Test
    void a_value_that_is_not_encrypted_is_found_in_each_place() throws Exception {
        rows.fill(1, Object::toString);
        rows.jdbc
                .sql("UPDATE interviews SET meeting_passcode_enc = :plain")
                .param("plain", ("xx" + canary).getBytes(StandardCharsets.UTF_8))
                .update();
        rows.jdbc.sql("DO $$ BEGIN PERFORM '" + canary + "'; END $$").update();
        search.noteStatements();
        rows.jdbc
                .sql("UPDATE pipeline.fences SET holder = :encoded")
                .param(
                        "encoded",
                        Base64.getEncoder()
                                .encodeToString(("y" + canary).getBytes(StandardCharsets.UTF_8)))
                .update();
        try {
            rows.jdbc
                    .sql("SELECT nothing FROM jobs WHERE title = '" + canary + "'")
                    .query(Integer.class)
                    .list();
        } catch (DataAccessException expected) {
            assertThat(expected).hasMessageContaining(canary);
        }

        Map<String, String> places = search.places();

        assertThat(LeakSearch.holding(places, canary))
                .contains("rows", "statements")
                .containsAll(
                        places.keySet().stream()
                                .filter(List.of("dump", "server log")::contains)
                                .toList());
        assertThat(places.get("audit")).contains("interviews").doesNotContain(canary);
    }

    @Test
    void equal_values_are_stored_unlike_each_other() {
        rows.fill(5, _ -> canary);

        for (EncryptedTable table : rows.tables) {
            for (String column : table.columns()) {
                assertThat(
                                rows.jdbc
                                        .sql(
                                                "SELECT count(DISTINCT substr("
                                                        + column
                                                        + ", 14)) FROM "
                                                        + table.name())
                                        .query(Long.class)
                                        .single())
                        .as("%s.%s", table.name(), column)
                        .isEqualTo(5);
            }
        }
    }

    @Test
    void a_value_copied_to_another_row_or_column_opens_nowhere() {
        rows.fill(2, address -> canary + address);
        for (EncryptedTable table : rows.tables) {
            for (String column : table.columns()) {
                rows.jdbc
                        .sql(
                                "UPDATE "
                                        + table.name()
                                        + " SET "
                                        + column
                                        + " = (SELECT "
                                        + table.columns().getFirst()
                                        + " FROM "
                                        + table.name()
                                        + " WHERE id = 1) WHERE id = 2")
                        .update();
            }
        }

        assertThat(rows.read())
                .allSatisfy((address, value) ->
                        assertThat(value)
                                .isEqualTo(
                                        address.contains("primaryKey=2")
                                                ? "damaged"
                                                : canary + address));
    }

    private String refused(EncryptedTable table) {
        try {
            rows.insert(table, 1, address -> canary + " again of " + address);
            throw new AssertionError("the row was there twice");
        } catch (DataIntegrityViolationException twice) {
            FieldAddress address = FieldAddress.of(table.name(), table.columns().getFirst(), 1);
            EncryptedField sealed = rows.cipher.encrypt(canary, address);
            return twice
                    + " "
                    + twice.getCause()
                    + " "
                    + sealed
                    + " "
                    + rows.cipher.decrypt(sealed, address);
        }
    }

    private void damage(EncryptedTable table, long id) {
        for (String column : table.columns()) {
            rows.jdbc
                    .sql(
                            """
                            UPDATE %1$s SET %2$s = set_byte(%2$s, 15, get_byte(%2$s, 15) # 255)
                            WHERE id = %3$d
                            """
                                    .formatted(table.name(), column, id))
                    .update();
        }
    }

    private static String trace(ILoggingEvent event) {
        return event.getThrowableProxy() == null
                ? ""
                : ThrowableProxyUtil.asString(event.getThrowableProxy());
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }
}
