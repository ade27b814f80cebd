package dev.matchmill.embeddings.model;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The native libraries of ONNX Runtime, unpacked once for all processes. Left to itself it unpacks
 * nearly 30 MB for each process, and a process that is killed leaves them where temporary files
 * are.
 */
final class RuntimeLibraries {

    /** Read by {@code ai.onnxruntime.OnnxRuntime} when it is loaded. */
    static final String PROPERTY = "onnxruntime.native.path";

    private static final List<String> NAMES = List.of("onnxruntime", "onnxruntime4j_jni");

    private static final Map<String, String> MACHINES =
            Map.of("amd64", "linux-x64", "x86_64", "linux-x64", "aarch64", "linux-aarch64");

    private RuntimeLibraries() {}

    /**
     * Unpacks them below a folder, unless they are there, and lets the runtime load those. On
     * systems other than Linux, and where somebody has named a folder, the runtime is left to
     * itself.
     *
     * @throws ModelException when they can't be written there
     */
    static synchronized void provide(Path folder) {
        String machine = MACHINES.get(System.getProperty("os.arch"));
        boolean linux = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux");
        if (machine == null || !linux || isProvided()) {
            return;
        }
        try {
            Path target = folder;
            for (String name : NAMES) {
                String file = System.mapLibraryName(name);
                URL resource =
                        RuntimeLibraries.class.getResource(
                                "/ai/onnxruntime/native/" + machine + "/" + file);
                if (resource == null
                        || !(resource.openConnection() instanceof JarURLConnection jar)) {
                    return;
                }
                // By the first one's checksum: another version has a folder of its own.
                target =
                        target.equals(folder)
                                ? folder.resolve(
                                        "onnxruntime-%08x".formatted(jar.getJarEntry().getCrc()))
                                : target;
                unpack(resource, jar.getJarEntry().getSize(), target.resolve(file));
            }
            System.setProperty(PROPERTY, target.toString());
        } catch (IOException e) {
            throw new ModelException(
                    "cannot unpack the model's runtime to "
                            + folder
                            + ": make the folder writable or set MATCHMILL_HOME to one that is",
                    e);
        }
    }

    // A folder that somebody has deleted since is none.
    private static boolean isProvided() {
        String named = System.getProperty(PROPERTY);
        return named != null && Files.isDirectory(Path.of(named));
    }

    private static void unpack(URL resource, long size, Path target) throws IOException {
        if (Files.exists(target) && Files.size(target) == size) {
            return;
        }
        Files.createDirectories(target.getParent());
        try (InputStream in = resource.openStream()) {
            Unpacking.put(target, file -> Files.copy(in, file));
        }
    }
}
