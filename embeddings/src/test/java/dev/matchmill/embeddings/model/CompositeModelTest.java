package dev.matchmill.embeddings.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.matchmill.embeddings.Embedding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** With the weights that ship. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CompositeModelTest {

    private static final String NURSE = "ICU nurse, ventilated patients, ACLS, night shifts";
    private static final String COOK = "Sous chef, HACCP, menu development, food costing";

    @TempDir private static Path home;

    private EmbeddingModel model;

    @BeforeAll
    void open() {
        model = EmbeddingModels.open(new ModelSettings("", 2, 0, null, null), home);
    }

    @AfterAll
    void close() {
        model.close();
    }

    @Test
    void gives_1024_dimensions_of_length_one() {
        Embedding embedding = model.embedPassage(NURSE);

        assertThat(embedding.dimension()).isEqualTo(1024);
        assertThat(embedding.dot(embedding)).isEqualTo(1, within(1e-6));
    }

    @Test
    void finds_the_candidate_of_the_postings_occupation() {
        Embedding posting = model.embedQuery("Registered nurse wanted for intensive care unit");

        double nurse = posting.dot(model.embedPassage(NURSE));
        double cook = posting.dot(model.embedPassage(COOK));

        assertThat(nurse).isGreaterThan(cook + .2);
    }

    @Test
    void tells_queries_from_passages() {
        double similarity = model.embedQuery(NURSE).dot(model.embedPassage(NURSE));

        assertThat(similarity).isBetween(.5, .999);
    }

    @Test
    void gives_the_same_vector_on_every_thread() throws Exception {
        Embedding expected = model.embedPassage(NURSE);
        List<Future<Embedding>> embeddings = new ArrayList<>();

        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            for (int i = 0; i < 30; i++) {
                String text = i % 2 == 0 ? NURSE : COOK.repeat(1 + i);
                embeddings.add(threads.submit(() -> model.embedPassage(text)));
            }
        }

        for (int i = 0; i < embeddings.size(); i += 2) {
            assertThat(embeddings.get(i).get()).isEqualTo(expected);
        }
    }

    @Test
    void refuses_a_text_that_is_too_long_instead_of_cutting_it() {
        String text = "word ".repeat(600);

        assertThat(model.countTokens(text)).isGreaterThan(600);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.embedPassage(text))
                .withMessageContaining("512");
    }

    @Test
    void refuses_a_blank_text() {
        assertThatIllegalArgumentException().isThrownBy(() -> model.embedQuery(" \n"));
    }

    @Test
    void embeds_a_text_without_any_latin_word() {
        Embedding embedding = model.embedPassage("看護師");

        assertThat(embedding.dimension()).isEqualTo(1024);
    }

    @Test
    void restores_a_damaged_file_and_gives_the_same_vectors() throws IOException {
        Embedding before = model.embedQuery(COOK);
        for (Path file : unpacked(home)) {
            Files.write(file, new byte[] {1, 2, 3});
        }

        try (EmbeddingModel again = EmbeddingModels.open(ModelSettings.defaults(), home)) {
            assertThat(again.embedQuery(COOK)).isEqualTo(before);
            assertThat(again.description()).isEqualTo(model.description());
        }
        assertThat(unpacked(home)).noneMatch(file -> file.toString().endsWith(".tmp"));
    }

    @Test
    void writes_over_what_a_killed_process_began_to_unpack() throws IOException {
        Path graph =
                unpacked(home).stream()
                        .filter(file -> file.endsWith("model.onnx"))
                        .findFirst()
                        .orElseThrow();
        Files.delete(graph);
        Files.write(graph.resolveSibling("unpack.tmp"), new byte[] {1, 2, 3});

        EmbeddingModels.open(ModelSettings.defaults(), home).close();

        assertThat(graph).exists();
        assertThat(unpacked(home)).noneMatch(file -> file.toString().endsWith(".tmp"));
    }

    @Test
    void says_what_to_do_when_the_home_is_no_folder(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> EmbeddingModels.open(ModelSettings.defaults(), file))
                .withMessageContaining("MATCHMILL_HOME");
    }

    private static List<Path> unpacked(Path home) throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve("models"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
