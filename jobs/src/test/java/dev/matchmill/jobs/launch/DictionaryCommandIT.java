package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.jobs.launch.ProgramProcess.Ended;
import dev.matchmill.migrations.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The data dictionary as the shipped program writes it. */
class DictionaryCommandIT {

    @TempDir private static Path folder;

    private static TestDatabase database;
    private static ProgramProcess.Setup setup;

    @BeforeAll
    static void open() {
        database = TestDatabase.create();
        setup = ProgramProcess.Setup.on(database, folder);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void a_page_goes_into_the_file_that_is_named() throws IOException {
        Path file = folder.resolve("schema.html");

        Ended ended = setup.run("database", "dictionary", file.toString());

        assertThat(ended.code()).isZero();
        assertThat(ended.out()).isEmpty();
        assertThat(Files.readString(file))
                .startsWith("<!DOCTYPE html>")
                .contains("<svg", "id=\"t-applications\"")
                .endsWith("</html>\n");
    }

    @Test
    void markdown_goes_to_standard_output() {
        Ended ended = setup.run("database", "dictionary", "--output", "markdown");

        assertThat(ended.code()).isZero();
        assertThat(ended.out()).startsWith("# Data dictionary").contains("\n### applications\n");
    }

    @Test
    void a_file_that_cannot_be_written_is_named() {
        Ended ended = setup.run("database", "dictionary", "/no/such/folder/schema.html");

        assertThat(ended.code()).isEqualTo(78);
        assertThat(ended.err()).contains("/no/such/folder/schema.html cannot be written");
    }
}
