package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.migrations.SqlSection;
import dev.matchmill.migrations.TestDatabase;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The rows of one job in {@code every-job.sql}, where the sections are explained.
 *
 * @param id such as J01
 */
record JobSeed(String id) {

    private static final Map<String, String> SECTIONS =
            SqlSection.byTitle(JobSeed.class, "every-job.sql");

    static JobSeed of(String id) {
        JobSeed seed = new JobSeed(id);
        assertThat(SECTIONS)
                .as("%s needs its sections in every-job.sql", id)
                .satisfiesAnyOf(
                        all -> assertThat(all).containsKeys(id + " due", id + " held"),
                        all -> assertThat(all).containsKeys(id + " due", id + " no hold"),
                        all -> assertThat(all).containsKey(id + " no rows"));
        return seed;
    }

    /** Jobs with a table at whose turn they are killed. */
    static List<String> killed() {
        return SECTIONS.keySet().stream()
                .filter(title -> title.endsWith(" killed at"))
                .map(title -> title.substring(0, title.indexOf(' ')))
                .toList();
    }

    boolean hasDueRows() {
        return section("due").isPresent();
    }

    boolean hasHeldRows() {
        return section("held").isPresent();
    }

    /** Whether the day on which a held row would be due is written into it all the same. */
    boolean datesHeldRows() {
        return section("dates held rows").isPresent();
    }

    /** Whether a run that was stopped has done nothing: what it makes is whole or not there. */
    boolean isWhole() {
        return section("whole").isPresent();
    }

    boolean isDueWhenever() {
        return section("whenever").isPresent();
    }

    String killedAt() {
        return section("killed at").orElseThrow();
    }

    /** A database with the world and the job's rows that are held. */
    TestDatabase database() {
        TestDatabase database = TestDatabase.create();
        JdbcClient jdbc = JdbcClient.create(database.dataSource());
        HygieneRows rows = HygieneRows.in(jdbc);
        rows.hold();
        section("held").ifPresent(rows::execute);
        return database;
    }

    /** Adds the rows that are due. */
    void makeDue(TestDatabase database) {
        JdbcClient jdbc = JdbcClient.create(database.dataSource());
        section("due").ifPresent(sql -> jdbc.sql(sql).update());
    }

    /** How far ahead of the server the clock stands at which the rows are due. */
    Duration clock(TestDatabase database) {
        return section("clock")
                .map(interval ->
                        JdbcClient.create(database.dataSource())
                                .sql("SELECT now() + CAST(:interval AS interval), now()")
                                .param("interval", interval)
                                .query((row, _) ->
                                        Duration.between(
                                                row.getObject(2, OffsetDateTime.class),
                                                row.getObject(1, OffsetDateTime.class)))
                                .single())
                .orElse(Duration.ZERO);
    }

    private Optional<String> section(String what) {
        return Optional.ofNullable(SECTIONS.get(id + " " + what));
    }
}
