package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.embeddings.TinyModelFolder;
import dev.matchmill.migrations.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A native model with 1024 dimensions embeds from the first start, by configuration alone. */
class NativeModelIT {

    private static final String MODEL_OF_MATCHES =
            """
            SELECT DISTINCT m.name || ' ' || m.folder
            FROM pipeline.current_matches c
            JOIN pipeline.match_generations g ON g.id = c.generation_id
            JOIN embedding_models m ON m.id = g.embedding_model_id
            """;

    @TempDir private Path folder;

    @Test
    void the_configured_folder_embeds_everything_and_the_matches_are_its_own() {
        SampleFiles files = new SampleFiles(folder);
        files.resume("resumes/ada.txt", "Ada Fenwick", "ada@example.org", "Java, PostgreSQL");
        files.resume("resumes/ben.txt", "Ben Carver", "ben@example.org", "Menu planning, HACCP");
        Path postings =
                files.write(
                        "postings.jsonl",
                        """
                        {"external_ref":"ENG-1","title":"Java developer",\
                        "description":"Builds services in Java on PostgreSQL.",\
                        "required_skills":["Java"]}
                        """);
        String source = folder.resolve("resumes").toString();
        Path model = new TinyModelFolder(folder.resolve("model")).write();
        try (TestDatabase database = TestDatabase.create()) {
            ProgramProcess.Setup program =
                    ProgramProcess.Setup.on(database, folder)
                            .with("MATCHMILL_EMBEDDINGS_MODEL_PATH", model.toString());
            assertThat(program.run("import", "postings", postings.toString()).code()).isZero();

            ProgramProcess.Ended ended = program.run("run", "--source", source);

            assertThat(ended.code()).as(ended.err()).isZero();
            JdbcClient jdbc = JdbcClient.create(database.dataSource());
            assertThat(jdbc.sql(MODEL_OF_MATCHES).query(String.class).list())
                    .containsExactly("model " + model);
        }
    }
}
