package dev.matchmill.jobs.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.migrations.TestDatabase;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the schema of today means to the archive. */
class AggregateIT {

    private static TestDatabase database;
    private static Catalogue catalogue;

    @BeforeAll
    static void read() {
        database = TestDatabase.create();
        catalogue = Catalogue.read(JdbcClient.create(database.dataSource()));
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void j20_everything_that_the_cascade_of_an_application_would_take_is_carried() {
        Aggregate application = Aggregate.of(Root.APPLICATION, catalogue);

        assertThat(application.tables())
                .containsExactlyInAnyOrder(
                        "public.applications",
                        "public.ai_evaluations",
                        "public.application_notes",
                        "public.application_stage_history",
                        "public.interviews",
                        "public.interview_feedback",
                        "public.interview_participants",
                        "public.interview_recordings",
                        "public.offers",
                        "public.offer_approvals",
                        "public.offer_negotiations",
                        "public.screening_answers");
        assertThat(cascade("public.applications")).isEqualTo(new HashSet<>(application.tables()));
        assertThat(application.guards())
                .extracting(ForeignKey::table)
                .containsExactly("public.background_checks");
        assertThat(application.stems())
                .containsExactlyInAnyOrder("public.interviews", "public.offers");
    }

    @Test
    void j20_of_a_posting_only_applications_and_what_is_computed_are_not_carried() {
        Set<String> lost = cascade("public.jobs");
        lost.removeAll(Aggregate.of(Root.JOB, catalogue).tables());
        lost.removeAll(cascade("public.applications"));

        assertThat(lost).isEqualTo(Root.DERIVED);
    }

    @Test
    void j20_no_row_that_stays_names_one_below_the_root_since_only_the_root_is_linked_again() {
        for (Root root : Root.values()) {
            Aggregate aggregate = Aggregate.of(root, catalogue);
            for (String table : aggregate.carried().keySet()) {
                assertThat(catalogue.into(table))
                        .filteredOn(key -> key.onDelete() == OnDelete.SET_NULL)
                        .filteredOn(key -> !aggregate.tables().contains(key.table()))
                        // Applications of a posting are gone before it; they keep the number.
                        .filteredOn(key -> !root.onTheirOwn().contains(key.table()))
                        .as(table)
                        .isEmpty();
            }
        }
    }

    @Test
    void j20_a_row_always_hangs_on_what_it_is_carried_with() {
        List<String> nullable =
                JdbcClient.create(database.dataSource())
                        .sql(
                                """
                                SELECT table_schema || '.' || table_name || ' ' || column_name
                                FROM information_schema.columns
                                WHERE is_nullable = 'YES'
                                """)
                        .query(String.class)
                        .list();
        for (Root root : Root.values()) {
            Aggregate.of(root, catalogue)
                    .carried()
                    .forEach((table, key) ->
                            assertThat(key.columns())
                                    .noneMatch(column -> nullable.contains(table + " " + column)));
        }
    }

    private static Set<String> cascade(String root) {
        Set<String> reached = new HashSet<>(Set.of(root));
        boolean grows = true;
        while (grows) {
            grows =
                    catalogue.keys().stream()
                            .filter(key -> key.onDelete() == OnDelete.CASCADE)
                            .filter(key -> reached.contains(key.target()))
                            .map(key -> reached.add(key.table()))
                            .reduce(false, Boolean::logicalOr);
        }
        return reached;
    }
}
