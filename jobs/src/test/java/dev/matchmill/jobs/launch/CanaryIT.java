package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing of a person in logs, in the framework's tables, in runs or in rejections. */
class CanaryIT {

    private static final List<String> CANARIES =
            List.of("zanzeroth", "quibblewick", "5550187", "555 0187", "marmaladia");

    @TempDir private Path temporary;

    @Test
    void nothing_of_a_person_is_in_logs_or_books_even_when_things_fail() {
        SampleFiles files = new SampleFiles(temporary.resolve("in"));
        files.write("one.txt", resume("zanzeroth"));
        files.write("two.txt", resume("zanzeroth.refused"));
        files.write("three.pdf", "%PDF-1.4 broken " + resume("zanzeroth"));
        files.write("four.docx", "PK\u0003\u0004 zanzeroth/quibblewick [Content_Types].xml");
        files.write("five.xml", "<?xml version='1.0'?><zanzeroth:quibblewick>");
        files.write("six.rtf", "{\\rtf1 " + "{".repeat(2_000) + resume("zanzeroth"));
        files.write("seven.html", "<html><body>" + "<zanzeroth>".repeat(2_000));
        files.write("ENG-9/four.txt", resume("zanzeroth.four"));
        files.write("manifest.csv", "file,posting,email\nfour.txt,ENG-9,zanzeroth@quibblewick\n");
        try (PipelineFixture program = PipelineFixture.in(temporary);
                LoggedLines log = new LoggedLines(Level.INFO)) {
            refuse(program);

            var report = program.run(files.folder()).report();

            assertThat(report.books().rejected()).isEqualTo(7);
            assertThat(report.reasons()).containsKey("refused_by_database");
            List<String> written = new ArrayList<>(log.lines());
            for (String table : tablesWithoutPeople(program)) {
                written.addAll(program.rows().texts("SELECT t::text FROM " + table + " t"));
            }
            assertThat(written).hasSizeGreaterThan(20);
            assertThat(written)
                    .noneMatch(line ->
                            CANARIES.stream().anyMatch(line.toLowerCase(Locale.ROOT)::contains));
            assertThat(program.rows().texts("SELECT c::text FROM candidates c"))
                    .anyMatch(row -> row.contains("Zanzeroth"));
        }
    }

    private static String resume(String mailbox) {
        return SampleFiles.resume("Zanzeroth Quibblewick", mailbox + "@quibblewick.example", "Java")
                .replace("+1 415 555 0132", "+1 415 555 0187")
                .replace("Larkspur Systems", "Marmaladia Systems");
    }

    private static void refuse(PipelineFixture program) {
        program.jdbc()
                .sql(
                        """
                        CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
                        BEGIN
                            IF NEW.email LIKE '%refused%' THEN
                                RAISE EXCEPTION USING ERRCODE = '23514',
                                    MESSAGE = 'refused ' || NEW.email, DETAIL = NEW.full_name;
                            END IF;
                            RETURN NEW;
                        END $$;
                        CREATE TRIGGER refuse BEFORE INSERT ON candidates
                        FOR EACH ROW EXECUTE FUNCTION refuse();
                        """)
                .update();
    }

    private static List<String> tablesWithoutPeople(PipelineFixture program) {
        return Stream.concat(
                        program
                                .rows()
                                .texts(
                                        """
                                        SELECT 'batch.' || quote_ident(tablename)
                                        FROM pg_tables WHERE schemaname = 'batch'
                                        """)
                                .stream(),
                        Stream.of(
                                "pipeline.runs",
                                "pipeline.ingestion_runs",
                                "pipeline.ingestion_items",
                                "pipeline.dead_letters",
                                "pipeline.source_records",
                                "pipeline.match_generations",
                                "pipeline.fences"))
                .toList();
    }
}
