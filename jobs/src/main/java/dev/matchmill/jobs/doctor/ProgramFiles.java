package dev.matchmill.jobs.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * What the program was started from: the jar that was built once, with its libraries beside it, so
 * that no start needs Maven.
 *
 * @param classPath as given to the JVM
 * @param missing libraries that the jar names and that are not there
 */
record ProgramFiles(String classPath, int libraries, List<String> missing) implements Check {

    static ProgramFiles read() throws IOException {
        String classPath = System.getProperty("java.class.path", "");
        if (!classPath.endsWith(".jar") || !Files.isRegularFile(Path.of(classPath))) {
            return new ProgramFiles(classPath, 0, List.of());
        }
        Path jar = Path.of(classPath).toAbsolutePath();
        List<String> named;
        try (JarFile opened = new JarFile(jar.toFile())) {
            Manifest manifest = opened.getManifest();
            String names = manifest.getMainAttributes().getValue("Class-Path");
            named = names == null ? List.of() : Arrays.asList(names.split(" ", -1));
        }
        List<String> missing =
                named.stream().filter(name -> !Files.exists(jar.resolveSibling(name))).toList();
        return new ProgramFiles(classPath, named.size(), missing);
    }

    @Override
    public Finding judge() {
        if (libraries == 0) {
            return Finding.warn(
                    "program",
                    "started from classes, not from its jar",
                    "Start it with ./matchmill, which builds once and needs no Maven afterwards.");
        }
        if (!missing.isEmpty()) {
            return Finding.fail(
                    "program",
                    missing.size() + " of " + libraries + " libraries are missing",
                    "Delete jobs/target and start again: the program is built anew.");
        }
        return Finding.ok("program", "starts without Maven, " + libraries + " libraries");
    }
}
