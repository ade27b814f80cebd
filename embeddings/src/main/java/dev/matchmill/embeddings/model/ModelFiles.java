package dev.matchmill.embeddings.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Files of a model's folder, and what is wrong with them in one sentence. */
final class ModelFiles {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String POINTER = "version https://git-lfs";

    private ModelFiles() {}

    /**
     * The file.
     *
     * @throws ModelException if it is not there, or can't be read, or stands for another
     */
    static Path required(Path file) {
        if (!Files.isRegularFile(file)) {
            throw missing(file);
        }
        // What a repository holds instead of a large file until somebody fetches it.
        try (InputStream bytes = Files.newInputStream(file)) {
            byte[] begin = bytes.readNBytes(POINTER.length());
            if (new String(begin, StandardCharsets.US_ASCII).equals(POINTER)) {
                throw new ModelException(
                        file
                                + " is a pointer of Git LFS and not the file itself: run git lfs"
                                + " pull in the model's repository, or download the file");
            }
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        return file;
    }

    static ModelException unreadable(Path path, @Nullable IOException cause) {
        return new ModelException(
                path + " cannot be read by this user: check the rights of file and folder", cause);
    }

    static ModelException noGraph(Path folder) {
        return new ModelException(
                "the model folder lacks "
                        + folder.resolve("model.onnx")
                        + ", and "
                        + folder.resolve("onnx", "model.onnx")
                        + " too: copy the model's ONNX export, or name the folder that has it in"
                        + " matchmill.embeddings.model.path or models add");
    }

    private static ModelException missing(Path file) {
        return new ModelException(
                "the model folder lacks "
                        + file
                        + ": copy it from the model's repository, or correct"
                        + " matchmill.embeddings.model.path, or what was given to models add");
    }

    /** What is in the file, an empty object where there is none. */
    static JsonNode optional(Path file) {
        return Files.isRegularFile(file) ? json(file) : JSON.createObjectNode();
    }

    /**
     * What is in the file: an object or a list.
     *
     * @throws ModelException if it is neither
     */
    static JsonNode json(Path file) {
        JsonNode content;
        try {
            content = JSON.readTree(file.toFile());
        } catch (JacksonException e) {
            throw damaged(file, e);
        }
        // An empty file would pass for one that says nothing.
        if (!content.isContainer()) {
            throw damaged(file, null);
        }
        return content;
    }

    private static ModelException damaged(Path file, @Nullable JacksonException cause) {
        return new ModelException(
                "cannot read " + file + ": copy it again from the model's repository", cause);
    }
}
