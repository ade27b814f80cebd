package dev.matchmill.embeddings.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.matchmill.embeddings.Embedding;
import dev.matchmill.embeddings.TinyModelFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With ONNX files that the test writes. */
class SentenceTransformerFolderTest {

    @TempDir private Path folder;

    private static EmbeddingModel open(Path folder) {
        return EmbeddingModels.open(ModelSettings.ofFolder(folder), folder);
    }

    @Test
    void opens_a_native_model_and_reads_what_the_folder_says() {
        new TinyModelFolder(folder).write();

        try (EmbeddingModel model = open(folder)) {
            ModelDescription description = model.description();
            assertThat(description.name()).isEqualTo(folder.getFileName().toString());
            assertThat(description.queryPrefix()).isEqualTo("search: ");
            assertThat(description.passagePrefix()).isEmpty();
            assertThat(description.maxTokens()).isEqualTo(64);
            assertThat(description.license()).isEqualTo("mit");
            assertThat(model.embedPassage("welder").dimension()).isEqualTo(1024);
        }
    }

    @Test
    void puts_the_prompts_in_front() {
        new TinyModelFolder(folder).write();

        try (EmbeddingModel model = open(folder)) {
            assertThat(model.embedQuery("nurse")).isEqualTo(model.embedPassage("search: nurse"));
            assertThat(model.embedQuery("nurse")).isNotEqualTo(model.embedPassage("nurse"));
            // [CLS] search : nurse [SEP]
            assertThat(model.countTokens("nurse")).isEqualTo(5);
        }
    }

    @ParameterizedTest
    @CsvSource({"BertPreTokenizer", "Whitespace"})
    void counts_the_prompt_of_more_tokens_however_many_letters_it_has(String kind)
            throws IOException {
        new TinyModelFolder(folder).write();
        Path tokenizer = folder.resolve("tokenizer.json");
        Files.writeString(tokenizer, Files.readString(tokenizer).replace("BertPreTokenizer", kind));
        ModelSettings settings =
                new ModelSettings(folder.toString(), 1, 0, "hospital hospital ", ". . . . ");

        try (EmbeddingModel model = EmbeddingModels.open(settings, folder)) {
            // [CLS] . . . . nurse [SEP]
            assertThat(model.countTokens("nurse")).isEqualTo(7);
            assertThat(model.tokenize("nurse").tokenCount()).isEqualTo(7);
        }
    }

    @Test
    void lets_the_settings_replace_the_prompts() {
        new TinyModelFolder(folder).write();
        ModelSettings settings = new ModelSettings(folder.toString(), 1, 0, "", "hospital ");

        try (EmbeddingModel model = EmbeddingModels.open(settings, folder)) {
            assertThat(model.embedPassage("nurse")).isEqualTo(model.embedQuery("hospital nurse"));
        }
    }

    @Test
    void pools_in_three_ways_that_differ(
            @TempDir Path cls, @TempDir Path mean, @TempDir Path last) {
        new TinyModelFolder(cls).pooling("pooling_mode_cls_token").write();
        new TinyModelFolder(mean).pooling("pooling_mode_mean_tokens").write();
        new TinyModelFolder(last).pooling("pooling_mode_lasttoken").write();

        try (EmbeddingModel first = open(cls);
                EmbeddingModel second = open(mean);
                EmbeddingModel third = open(last)) {
            Embedding a = first.embedPassage("nurse on a ward");
            Embedding b = second.embedPassage("nurse on a ward");
            Embedding c = third.embedPassage("nurse on a ward");
            assertThat(a.dot(b)).isLessThan(.99);
            assertThat(b.dot(c)).isLessThan(.99);
            assertThat(a.dot(c)).isLessThan(.99);
        }
    }

    @Test
    void gives_equal_vectors_wherever_the_weights_lie(
            @TempDir Path below, @TempDir Path external, @TempDir Path twoInputs) {
        new TinyModelFolder(folder).write();
        new TinyModelFolder(below).graphBelow().write();
        new TinyModelFolder(external).graphBelow().externalWeights().write();
        new TinyModelFolder(twoInputs).withoutTokenTypes().write();

        try (EmbeddingModel model = open(folder);
                EmbeddingModel a = open(below);
                EmbeddingModel b = open(external);
                EmbeddingModel c = open(twoInputs)) {
            Embedding expected = model.embedPassage("java in a hospital");
            assertThat(a.embedPassage("java in a hospital")).isEqualTo(expected);
            assertThat(b.embedPassage("java in a hospital")).isEqualTo(expected);
            assertThat(c.embedPassage("java in a hospital")).isEqualTo(expected);
            assertThat(a.description().version()).isEqualTo(model.description().version());
            assertThat(b.description().version()).isNotEqualTo(model.description().version());
        }
    }

    @ParameterizedTest
    @CsvSource({"model.onnx_data", "model.onnx.data", "weights.bin"})
    void changed_weights_are_another_model_whatever_their_file_is_called(String name)
            throws IOException {
        new TinyModelFolder(folder).graphBelow().externalWeights(name).write();
        ModelDescription before = described();
        assertThat(described()).isEqualTo(before);
        Path weights = folder.resolve("onnx", name);
        byte[] bytes = Files.readAllBytes(weights);
        bytes[2]++;
        Files.write(weights, bytes);

        assertThat(described().artifactSha256()).isNotEqualTo(before.artifactSha256());
        assertThat(described().version()).isNotEqualTo(before.version());
    }

    @Test
    void files_beside_the_graph_that_it_does_not_name_are_no_part_of_the_model()
            throws IOException {
        new TinyModelFolder(folder).externalWeights("weights.bin").write();
        ModelDescription before = described();
        Files.writeString(folder.resolve("other.bin"), "of another export");

        assertThat(described()).isEqualTo(before);
    }

    private ModelDescription described() {
        try (EmbeddingModel model = open(folder)) {
            return model.description();
        }
    }

    @Test
    void refuses_a_text_that_is_too_long_instead_of_cutting_it() {
        new TinyModelFolder(folder).write();

        try (EmbeddingModel model = open(folder)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> model.embedPassage("ward ".repeat(63)))
                    .withMessageContaining("65")
                    .withMessageContaining("64");
        }
    }

    @Test
    void refuses_a_model_of_another_dimension() {
        new TinyModelFolder(folder).dimension(512).write();

        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> open(folder))
                .withMessageContaining("512 dimensions")
                .withMessageContaining("choose a model with 1024");
    }

    @Test
    void refuses_a_graph_that_gives_another_dimension_than_its_configuration_says()
            throws IOException {
        new TinyModelFolder(folder).dimension(512).write();
        for (String file : new String[] {"config.json", "1_Pooling/config.json"}) {
            Path path = folder.resolve(file);
            Files.writeString(path, Files.readString(path).replace("512", "1024"));
        }

        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> open(folder))
                .withMessageContaining("512 dimensions")
                .withMessageContaining("model.onnx");
    }

    @ParameterizedTest
    @CsvSource({
        "model.onnx, lacks",
        "tokenizer.json, lacks",
        "config.json, lacks",
        "1_Pooling/config.json, lacks"
    })
    void names_the_file_that_is_missing(String file, String word) throws IOException {
        new TinyModelFolder(folder).write();
        Files.delete(folder.resolve(file));

        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> open(folder))
                .withMessageContaining(word)
                .withMessageContaining(folder.resolve(file).toString());
    }

    @ParameterizedTest
    @CsvSource({"model.onnx", "tokenizer.json", "config.json", "1_Pooling/config.json"})
    void names_the_file_that_is_damaged(String file) throws IOException {
        new TinyModelFolder(folder).write();
        Files.writeString(folder.resolve(file), "{\"damaged");

        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> open(folder))
                .withMessageContaining(folder.resolve(file).toString());
    }

    @Test
    void names_the_folder_that_is_not_there() {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> open(folder.resolve("nowhere")))
                .withMessageContaining("nowhere")
                .withMessageContaining("matchmill.embeddings.model.path");
    }

    @Test
    void says_that_external_weights_are_missing() throws IOException {
        new TinyModelFolder(folder).externalWeights().write();
        Files.delete(folder.resolve("model.onnx_data"));

        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> open(folder))
                .withMessageContaining("model.onnx_data");
    }

    @Test
    void refuses_a_pooling_that_it_does_not_know() {
        new TinyModelFolder(folder).pooling("pooling_mode_max_tokens").write();

        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> open(folder))
                .withMessageContaining("1_Pooling");
    }

    @Test
    void refuses_two_poolings_at_once() throws IOException {
        new TinyModelFolder(folder).pooling("pooling_mode_mean_tokens").write();
        Path pooling = folder.resolve("1_Pooling/config.json");
        Files.writeString(
                pooling,
                Files.readString(pooling).replace("{", "{\"pooling_mode_max_tokens\":true,"));

        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> open(folder))
                .withMessageContaining("exactly one");
    }

    @ParameterizedTest
    @CsvSource({
        "config.json",
        "1_Pooling/config.json",
        "sentence_bert_config.json",
        "config_sentence_transformers.json"
    })
    void takes_an_empty_file_for_a_damaged_one_and_not_for_one_that_says_nothing(String file)
            throws IOException {
        new TinyModelFolder(folder).write();
        Files.writeString(folder.resolve(file), "");

        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> open(folder))
                .withMessageContaining("cannot read " + folder.resolve(file));
    }

    @ParameterizedTest
    @CsvSource({"-5", "0", "31"})
    void refuses_a_longest_text_in_which_nothing_has_room(int tokens) throws IOException {
        new TinyModelFolder(folder).write();
        Files.writeString(
                folder.resolve("sentence_bert_config.json"),
                "{\"max_seq_length\": " + tokens + "}");

        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> open(folder))
                .withMessageContaining("takes " + tokens + " tokens at most")
                .withMessageContaining("max_seq_length");
    }

    @ParameterizedTest
    @CsvSource({"model.onnx", "tokenizer.json", "config.json"})
    void says_that_a_file_was_not_fetched_from_its_repository(String file) throws IOException {
        new TinyModelFolder(folder).write();
        Files.writeString(
                folder.resolve(file),
                "version https://git-lfs.github.com/spec/v1\noid sha256:ab\nsize 1340616616\n");

        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> open(folder))
                .withMessageStartingWith(folder.resolve(file) + " is a pointer of Git LFS")
                .withMessageContaining("git lfs pull");
    }

    @Test
    void reads_the_licence_of_a_card_in_any_encoding() throws IOException {
        new TinyModelFolder(folder).write();
        Files.write(
                folder.resolve("README.md"),
                "---\nauthor: J\u00fcrgen\nlicense: apache-2.0\n---\n"
                        .getBytes(StandardCharsets.ISO_8859_1));

        try (EmbeddingModel model = open(folder)) {
            assertThat(model.description().license()).isEqualTo("apache-2.0");
        }
    }
}
