package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.jobs.rejection.RejectionChoice;
import dev.matchmill.jobs.rejection.RejectionList;
import dev.matchmill.jobs.report.RunReports;
import dev.matchmill.jobs.report.StatusReport;
import dev.matchmill.jobs.shortlist.PostingShortlist;
import dev.matchmill.jobs.shortlist.ShortlistReport;
import dev.matchmill.jobs.shortlist.Shortlists;
import dev.matchmill.migrations.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A list asks the database as often for many rows as for one. */
class StatementsPerListIT {

    private static final int TOP = 5;

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 100})
    void the_number_of_statements_does_not_depend_on_the_number_of_rows(int size)
            throws IOException {
        try (TestDatabase database = TestDatabase.create()) {
            fill(database, size);
            CountedStatements counted = new CountedStatements(database.dataSource());
            JdbcClient jdbc = JdbcClient.create(counted);
            Shortlists shortlists = new Shortlists(jdbc, Json.mapper());

            ShortlistReport one = shortlists.read("P-1", 1000, Instant.EPOCH);
            assertThat(counted.take()).isEqualTo(2);
            assertThat(one.postings()).singleElement().satisfies(it -> assertRows(it, size));

            ShortlistReport all = shortlists.read(null, TOP, Instant.EPOCH);
            assertThat(counted.take()).isEqualTo(2);
            assertThat(all.postings())
                    .hasSize(size)
                    .allSatisfy(it -> assertRows(it, Math.min(size, TOP)));

            assertThat(new RejectionList(jdbc).page(RejectionChoice.ALL, 1000)).hasSize(size);
            assertThat(counted.take()).isEqualTo(1);

            assertThat(new RunReports(jdbc, Json.mapper()).listText(1000).lines())
                    .hasSize(size + 1);
            assertThat(counted.take()).isEqualTo(1);

            assertThat(new StatusReport(jdbc, Json.mapper()).numbers())
                    .containsEntry("open_postings", (long) size);
            assertThat(counted.take()).isEqualTo(1);
        }
    }

    private static void assertRows(PostingShortlist shortlist, int size) {
        assertThat(shortlist.rows()).hasSize(size);
        assertThat(shortlist.rows().getFirst().rank()).isEqualTo(1);
        assertThat(shortlist.rows().getLast().rank()).isEqualTo(size);
    }

    private static void fill(TestDatabase database, int size) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(
                        StatementsPerListIT.class.getResourceAsStream("/lists.sql"))) {
            String sql = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            long rows =
                    JdbcClient.create(database.dataSource())
                            .sql(sql)
                            .param("size", size)
                            .query(Long.class)
                            .single();
            assertThat(rows).isEqualTo((long) size * size + 2L * size);
        }
    }
}
