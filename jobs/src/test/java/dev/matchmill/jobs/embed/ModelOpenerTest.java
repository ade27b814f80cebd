package dev.matchmill.jobs.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.matchmill.embeddings.TinyModelFolder;
import dev.matchmill.embeddings.model.EmbeddingModel;
import dev.matchmill.embeddings.model.EmbeddingModels;
import dev.matchmill.embeddings.model.ModelDescription;
import dev.matchmill.embeddings.model.ModelException;
import dev.matchmill.embeddings.model.ModelSettings;
import dev.matchmill.embeddings.store.StoredModel;
import dev.matchmill.migrations.type.ModelId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a real, tiny model. */
class ModelOpenerTest {

    @TempDir private Path home;

    private Path folder;
    private StoredModel row;

    @BeforeEach
    void write() {
        folder = new TinyModelFolder(home.resolve("tiny")).write();
        row = row(describe(folder), folder.toString(), "1");
    }

    @Test
    void the_active_model_is_opened_from_its_row_whatever_the_settings_name() {
        OpenedModel opened = opener(home.resolve("nowhere")).forWork(Optional.of(row));

        try (EmbeddingModel model = opened.model()) {
            assertThat(row.is(model.description())).isTrue();
            assertThat(opened.row()).contains(row.id());
        }
    }

    @Test
    void before_the_first_embedding_the_settings_count() {
        OpenedModel opened = opener(folder).forWork(Optional.empty());

        try (EmbeddingModel model = opened.model()) {
            assertThat(model.description().name()).isEqualTo("tiny");
            assertThat(opened.folder()).isEqualTo(folder.toString());
            assertThat(opened.row()).isEmpty();
        }
    }

    @Test
    void a_changed_file_is_refused_with_both_checksums_and_the_cure() throws IOException {
        Files.writeString(folder.resolve("tokenizer.json"), "\n", StandardOpenOption.APPEND);

        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> opener(folder).forWork(Optional.of(row)))
                .withMessageContaining("are other ones now")
                .withMessageContaining(row.artifactSha256().substring(0, 12))
                .withMessageContaining("models add");
    }

    @Test
    void a_missing_file_is_named() throws IOException {
        Files.delete(folder.resolve("tokenizer.json"));

        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> opener(folder).forWork(Optional.of(row)))
                .withMessageContaining("tokenizer.json")
                .withMessageContaining(row.label());
    }

    @Test
    void a_release_that_cuts_texts_otherwise_moves_on_with_the_same_files() {
        StoredModel older = row(describe(folder), folder.toString(), "0");

        OpenedModel opened = opener(folder).forWork(Optional.of(older));

        try (EmbeddingModel model = opened.model()) {
            assertThat(opened.row()).as("a row of its own").isEmpty();
            assertThat(older.isSucceededBy(model.description(), opened.folder())).isTrue();
        }
    }

    @Test
    void a_folder_that_nobody_noted_is_found_where_the_settings_name_it() {
        StoredModel earlier = row(describe(folder), "", "1");

        OpenedModel opened = opener(folder).forWork(Optional.of(earlier));

        try (EmbeddingModel model = opened.model()) {
            assertThat(earlier.is(model.description())).isTrue();
            assertThat(opened.folder()).as("to be noted now").isEqualTo(folder.toString());
        }
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> opener(folder).open(earlier))
                .withMessageContaining("models add FOLDER");
    }

    @Test
    void a_setting_that_names_another_model_is_answered_with_the_way_to_change_it() {
        assertThat(opener(home.resolve("other")).contradiction(row))
                .hasValueSatisfying(sentence ->
                        assertThat(sentence)
                                .contains(row.label(), "models add " + home.resolve("other")));
        assertThat(opener(folder).contradiction(row)).isEmpty();
        assertThat(new ModelOpener(ModelSettings.defaults(), home).contradiction(row)).isEmpty();
    }

    private ModelOpener opener(Path configured) {
        return new ModelOpener(ModelSettings.ofFolder(configured), home);
    }

    private ModelDescription describe(Path of) {
        try (EmbeddingModel model = EmbeddingModels.open(ModelSettings.ofFolder(of), home)) {
            return model.description();
        }
    }

    /** A row as earlier releases or this one wrote it. */
    private static StoredModel row(ModelDescription model, String folder, String cut) {
        return new StoredModel(
                new ModelId(7),
                model.name(),
                model.version() + "-p" + cut,
                folder,
                model.maxTokens(),
                model.queryPrefix(),
                model.passagePrefix(),
                model.artifactSha256(),
                model.license(),
                true,
                null,
                null,
                null);
    }
}
