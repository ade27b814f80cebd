package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.jobs.run.Books;
import dev.matchmill.jobs.run.RunOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportPostingsIT {

    @TempDir private Path temporary;

    @Test
    void a_line_that_the_database_refuses_is_rejected_and_its_neighbours_are_stored()
            throws IOException {
        List<String> lines =
                IntStream.rangeClosed(1, 1500)
                        // Expired before it was ever seen: the schema knows no such posting.
                        .mapToObj(
                                i -> posting(i, i == 700 ? "\"expires_at\": \"2001-01-01\"," : ""))
                        .toList();
        try (PipelineFixture program = PipelineFixture.in(temporary)) {
            RunOutcome first = program.importPostings(feed(lines));

            assertThat(first.report().books()).isEqualTo(new Books(1500, 1499, 0, 0, 0, 1, 0));
            assertThat(program.rows().count("jobs")).isEqualTo(1499);
            assertThat(
                            program.rows()
                                    .texts(
                                            "SELECT external_id || ' ' || error_message"
                                                    + " FROM pipeline.dead_letters"))
                    .containsExactly("line 700 SQLSTATE 23514");
            List<String> versions = program.rows().versions("jobs");

            RunOutcome second = program.importPostings(feed(lines));

            assertThat(second.report().books()).isEqualTo(new Books(1500, 0, 1499, 0, 0, 1, 0));
            assertThat(program.rows().versions("jobs")).isEqualTo(versions);
        }
    }

    @Test
    void each_import_has_books_and_a_second_one_writes_nothing_else() throws IOException {
        try (PipelineFixture program = PipelineFixture.in(temporary)) {
            Path feed = feed(List.of(posting(1, ""), posting(2, ""), "{broken"));
            RunOutcome first = program.importPostings(feed);
            List<String> postings = program.rows().versions("jobs");
            List<String> letters = program.rows().versions("pipeline.dead_letters");
            RunOutcome second = program.importPostings(feed);

            program.rows().checkBooks(first);
            program.rows().checkBooks(second);
            assertThat(
                            program.rows()
                                    .texts(
                                            """
                                            SELECT concat_ws(' ', external_id, status, reason,
                                                             CASE WHEN content_hash IS NULL
                                                                  THEN 'no hash' END)
                                            FROM pipeline.ingestion_items ORDER BY id
                                            """))
                    .containsExactly(
                            "line 3 rejected invalid_record no hash",
                            "line 1 stored",
                            "line 2 stored",
                            "line 3 rejected invalid_record no hash");
            assertThat(program.rows().versions("jobs")).isEqualTo(postings);
            assertThat(program.rows().versions("pipeline.dead_letters")).isEqualTo(letters);
        }
    }

    @Test
    void a_folder_of_pages_is_one_feed_and_a_bad_page_costs_itself() throws IOException {
        SampleFiles pages = new SampleFiles(temporary.resolve("pages"));
        String script =
                "<script type='application/ld+json'>{\"@type\": \"JobPosting\", \"title\":"
                        + " \"Cook\", \"description\": \"Soups\", \"identifier\": \"%s\"}</script>";
        pages.write("a.html", "<html>" + script.formatted("A") + script.formatted("B"));
        pages.write("b.html", "<html>nothing");
        pages.write("c/empty.html", "");
        pages.write("d.json", "{\"@type\": \"JobPosting\"}");
        try (PipelineFixture program = PipelineFixture.in(temporary)) {
            RunOutcome first = program.importPostings(pages.folder());
            RunOutcome second = program.importPostings(pages.folder());

            assertThat(first.report().books()).isEqualTo(new Books(5, 2, 0, 0, 0, 3, 0));
            assertThat(second.report().books()).isEqualTo(new Books(5, 0, 2, 0, 0, 3, 0));
            assertThat(
                            program.rows()
                                    .texts(
                                            "SELECT external_id FROM pipeline.dead_letters ORDER BY"
                                                    + " external_id"))
                    .containsExactly("b.html line 1", "c/empty.html line 1", "d.json line 1");
        }
    }

    @Test
    void a_posting_keeps_the_day_it_was_first_seen_and_the_one_it_was_closed() throws IOException {
        try (PipelineFixture program = PipelineFixture.in(temporary)) {
            String times = "SELECT posted_at || ' ' || coalesce(closed_at::text, 'open') FROM jobs";
            program.importPostings(feed(List.of(posting(1, "\"status\": \"closed\","))));
            String closed = program.rows().text(times);
            assertThat(closed).doesNotEndWith("open");

            program.importPostings(
                    feed(List.of(posting(1, "\"status\": \"closed\", \"city\": \"Leeds\","))));
            assertThat(program.rows().text(times)).isEqualTo(closed);

            program.importPostings(feed(List.of(posting(1, "\"city\": \"Leeds\","))));
            assertThat(program.rows().text(times))
                    .isEqualTo(closed.substring(0, closed.indexOf("+") + 3) + " open");
        }
    }

    private Path feed(List<String> lines) throws IOException {
        return Files.write(temporary.resolve("postings.jsonl"), lines);
    }

    private static String posting(int number, String more) {
        return """
        {%s "external_ref": "P-%d", "title": "Engineer %2$d", "description": "Builds ships."}\
        """
                .formatted(more, number);
    }
}
