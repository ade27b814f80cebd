package dev.matchmill.jobs.erase;

import dev.matchmill.jobs.subject.Inventory;
import dev.matchmill.jobs.subject.Store;
import dev.matchmill.jobs.subject.Subject;
import dev.matchmill.migrations.PreconditionException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * O8: everything that is kept about one person, from the inventory by which an erasure goes: one
 * JSON file with the rows of each store, and beside it the person's files as they were sent.
 *
 * @param documents the folder of the originals
 */
public record SubjectExport(JdbcClient jdbc, Inventory inventory, Path documents, JsonMapper json) {

    /** Names the layout of the JSON file. */
    public static final String FORMAT = "matchmill-person-export/1";

    // Named and left out: numbers that only the model reads, and bytes under a key of ours.
    private static final Set<String> OMITTED = Set.of("embedding_vector");

    private static final String FILES =
            """
            SELECT id, original_name, mime_type, storage_backend, bucket, storage_key
            FROM files
            WHERE id IN (:files)
            ORDER BY id
            """;

    /**
     * What was written.
     *
     * @param rows rows in the JSON file
     * @param copied files that lie beside it
     * @param missing files that are not in the folder of the originals
     */
    public record Written(Path file, long rows, int copied, int missing) {}

    /** A folder or file that refuses to be written says why; whoever asked can mend it. */
    public static final class ExportException extends PreconditionException {

        private static final long serialVersionUID = 1L;

        ExportException(String sentence, Throwable cause) {
            super(sentence, cause);
        }
    }

    /**
     * Writes all into a folder that only its owner reads.
     *
     * @param views the person, in one or several views
     * @param folder is made; must be empty if there is one
     */
    public Written write(List<Subject> views, Path folder, Instant now) {
        try {
            return writeAll(views, folder, now);
        } catch (IOException refused) {
            throw new ExportException(
                    "the export cannot be written: " + refused.getClass().getSimpleName() + ".",
                    refused);
        }
    }

    private Written writeAll(List<Subject> views, Path folder, Instant now) throws IOException {
        prepare(folder);
        Map<String, Set<String>> stores = rows(views);
        ObjectNode root = json.createObjectNode();
        root.put("format", FORMAT);
        root.put("exported_at", now.toString());
        root.putPOJO("omitted_columns", new TreeSet<>(OMITTED));
        ObjectNode written = root.putObject("stores");
        long rows = 0;
        for (Map.Entry<String, Set<String>> store : stores.entrySet()) {
            var list = written.putArray(store.getKey());
            for (String row : store.getValue()) {
                list.add(cleaned(json.readTree(row)));
                rows++;
            }
        }
        List<Map<String, Object>> files = copyFiles(views, folder);
        root.putPOJO("files", files);
        Path file = folder.resolve("person.json");
        writePrivately(
                file,
                json.writerWithDefaultPrettyPrinter()
                        .writeValueAsString(root)
                        .getBytes(StandardCharsets.UTF_8));
        int missing = (int) files.stream().filter(it -> "".equals(it.get("copy"))).count();
        return new Written(file, rows, files.size() - missing, missing);
    }

    private Map<String, Set<String>> rows(List<Subject> views) {
        Map<String, Set<String>> stores = new LinkedHashMap<>();
        for (Store store : inventory.stores()) {
            for (Subject view : views) {
                stores.computeIfAbsent(store.name(), _ -> new LinkedHashSet<>())
                        .addAll(inventory.rows(jdbc, view, store));
            }
        }
        stores.values().removeIf(Set::isEmpty);
        return stores;
    }

    private static JsonNode cleaned(JsonNode row) {
        if (row instanceof ObjectNode object) {
            for (String name : List.copyOf(object.propertyNames())) {
                if (OMITTED.contains(name) || name.endsWith("_enc")) {
                    object.remove(name);
                }
            }
        }
        return row;
    }

    private List<Map<String, Object>> copyFiles(List<Subject> views, Path folder)
            throws IOException {
        Set<Long> ids = new TreeSet<>();
        views.forEach(view -> ids.addAll(view.files()));
        if (ids.isEmpty()) {
            return List.of();
        }
        List<Stored> stored =
                jdbc.sql(FILES)
                        .param("files", ids)
                        .query((row, _) ->
                                new Stored(
                                        row.getLong("id"),
                                        row.getString("original_name"),
                                        row.getString("mime_type"),
                                        row.getString("storage_backend").equals("filesystem")
                                                && row.getString("bucket").isEmpty(),
                                        row.getString("storage_key")))
                        .list();
        List<Map<String, Object>> files = new ArrayList<>();
        for (Stored file : stored) {
            files.add(
                    Map.of(
                            "id", file.id(),
                            "name", file.name(),
                            "media_type", file.type(),
                            "copy", copy(file, folder)));
        }
        return files;
    }

    private record Stored(long id, String name, String type, boolean isOurs, String key) {}

    // Under a name of ours: the person's may hold anything.
    private String copy(Stored file, Path folder) throws IOException {
        Path root = documents.toAbsolutePath().normalize();
        Path original = root.resolve(file.key()).normalize();
        if (!file.isOurs() || !original.startsWith(root) || !Files.isRegularFile(original)) {
            return "";
        }
        String suffix = file.name().replaceAll("^.*?(\\.[A-Za-z0-9]{1,8})?$", "$1");
        String name = "file-" + file.id() + suffix;
        writePrivately(folder.resolve(name), Files.readAllBytes(original));
        return name;
    }

    private static void prepare(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (var inside = Files.list(folder)) {
                if (inside.findAny().isPresent()) {
                    throw new ExportException(
                            "the folder of the export is not empty.",
                            new IOException(folder.toString()));
                }
            }
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        } else {
            Path parent = folder.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.createDirectory(
                    folder,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
        }
    }

    private static void writePrivately(Path file, byte[] bytes) throws IOException {
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(file, bytes, StandardOpenOption.WRITE);
    }
}
