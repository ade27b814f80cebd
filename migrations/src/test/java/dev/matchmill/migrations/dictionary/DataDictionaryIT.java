package dev.matchmill.migrations.dictionary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matchmill.migrations.PreconditionException;
import dev.matchmill.migrations.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The dictionary against the catalogue, asked in another way. */
class DataDictionaryIT {

    private static final String SCHEMAS =
            "('public', 'pipeline', 'compliance', 'archive', 'ops', 'batch')";

    private static TestDatabase database;
    private static DataDictionary dictionary;

    @BeforeAll
    static void create() {
        database = TestDatabase.create();
        dictionary = DataDictionary.of(database.address());
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @Test
    void every_table_and_column_is_in_the_page() {
        String page = dictionary.html();
        List<String> missing = new ArrayList<>();
        for (String[] column : columns()) {
            int start = page.indexOf("<article id=\"" + Markup.anchor(column[0]) + "\"");
            int end = page.indexOf("</article>", start);
            if (start < 0
                    || !page.substring(start, end).contains("<code>" + column[1] + "</code>")) {
                missing.add(String.join(".", column));
            }
        }

        assertThat(missing).isEmpty();
    }

    @Test
    void every_table_and_column_is_in_the_markdown() {
        String text = dictionary.markdown();
        List<String> missing = new ArrayList<>();
        for (String[] column : columns()) {
            int start = text.indexOf("\n### " + column[0] + "\n");
            int end = text.indexOf("\n### ", start + 1);
            if (start < 0
                    || !text.substring(start, end < 0 ? text.length() : end)
                            .contains("\n| " + column[1] + " ")) {
                missing.add(String.join(".", column));
            }
        }

        assertThat(missing).isEmpty();
    }

    @Test
    void every_foreign_key_is_a_line_of_a_diagram() {
        List<String> keys =
                jdbc().sql(
                                """
                                SELECT k.conrelid::regclass || '.' || k.conname
                                FROM pg_constraint k
                                JOIN pg_class c ON c.oid = k.conrelid
                                WHERE k.contype = 'f' AND k.conparentid = 0 AND NOT c.relispartition
                                """)
                        .query(String.class)
                        .list();

        assertThat(all(dictionary.html(), "data-key=\"([^\"]*)\"").map(it -> it.group(1)).toList())
                .containsExactlyInAnyOrderElementsOf(keys);
    }

    @Test
    void no_box_of_a_diagram_covers_another() {
        for (MatchResult svg : all(dictionary.html(), "(?s)<svg.*?</svg>").toList()) {
            List<double[]> boxes =
                    all(
                                    svg.group(),
                                    "translate\\((\\S+) (\\S+)\\)\"><rect class=\"box\""
                                            + " width=\"(\\S+)\" height=\"(\\S+)\"")
                            .map(DataDictionaryIT::numbers)
                            .toList();

            assertThat(boxes).isNotEmpty();
            for (double[] one : boxes) {
                assertThat(boxes)
                        .filteredOn(other -> other != one)
                        .noneMatch(other -> overlap(one, other));
            }
        }
    }

    @Test
    void indexes_stand_there_with_their_readers_and_enums_with_their_labels() {
        assertThat(dictionary.html())
                .contains("<code>idx_applications_unlinked</code>")
                .contains("<em>Reads J09: applications without a profile</em>")
                .contains("<code>shortlisted</code>")
                .contains("highly sensitive");
    }

    @Test
    void text_of_the_schema_stays_text() throws SQLException {
        try (TestDatabase odd = TestDatabase.create()) {
            JdbcClient.create(odd.dataSource())
                    .sql(
                            "COMMENT ON TABLE skills IS '<script>alert(1)</script> | \"x\" &"
                                    + " {{enums}}'")
                    .update();
            DataDictionary strange = DataDictionary.of(odd.address());

            assertThat(strange.html())
                    .contains("&lt;script&gt;alert(1)&lt;/script&gt; | &quot;x&quot; &amp;")
                    .contains("{{enums}}")
                    .doesNotContain("<script>alert");
            assertThat(strange.markdown())
                    .contains("&lt;script>alert(1)&lt;/script> \\| \"x\" &amp;");
        }
    }

    @Test
    void the_page_loads_nothing() {
        assertThat(dictionary.html())
                .doesNotContainPattern(
                        "(?i)\\ssrc=|url\\(|@import|href=\"(?!#)|https?://(?!www\\.w3\\.org/2000/svg)");
    }

    /** A role that may read the classification and no business table gets the same page. */
    @Test
    void no_personal_data_is_read() throws SQLException {
        jdbc().sql("GRANT SELECT ON flyway_schema_history TO ats_auditor").update();
        try (Connection auditor = database.address().unpooled().getConnection();
                Statement statement = auditor.createStatement()) {
            statement.execute("SET ROLE ats_auditor");

            assertThatThrownBy(() -> statement.execute("SELECT 1 FROM public.candidates"))
                    .hasMessageContaining("permission denied");
            assertThat(DataDictionary.of(auditor).html()).isEqualTo(dictionary.html());
        }
    }

    @Test
    void a_database_without_the_schema_is_refused() {
        try (TestDatabase empty = TestDatabase.empty()) {
            assertThatThrownBy(() -> DataDictionary.of(empty.address()))
                    .isInstanceOf(PreconditionException.class)
                    .hasMessageContaining("matchmill migrate");
        }
    }

    private static List<String[]> columns() {
        List<String[]> columns =
                jdbc().sql(
                                """
                                SELECT c.oid::regclass::text AS table_name, a.attname AS column_name
                                FROM pg_attribute a
                                JOIN pg_class c ON c.oid = a.attrelid
                                JOIN pg_namespace n ON n.oid = c.relnamespace
                                WHERE n.nspname IN %s
                                  AND c.relkind IN ('r', 'p') AND NOT c.relispartition
                                  AND c.relname <> 'flyway_schema_history'
                                  AND a.attnum > 0 AND NOT a.attisdropped
                                """
                                        .formatted(SCHEMAS))
                        .query((row, number) -> new String[] {row.getString(1), row.getString(2)})
                        .list();
        assertThat(columns).hasSizeGreaterThan(1200);
        return columns;
    }

    private static boolean overlap(double[] one, double[] other) {
        return one[0] < other[0] + other[2]
                && other[0] < one[0] + one[2]
                && one[1] < other[1] + other[3]
                && other[1] < one[1] + one[3];
    }

    private static double[] numbers(MatchResult match) {
        double[] numbers = new double[match.groupCount()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Double.parseDouble(match.group(i + 1));
        }
        return numbers;
    }

    private static Stream<MatchResult> all(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        return matcher.results();
    }

    private static JdbcClient jdbc() {
        return JdbcClient.create(database.dataSource());
    }
}
