package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Nothing of where, when and by whom it was built is in a jar of ours; SECURITY.md says how to
 * compare whole builds.
 */
class ReproducibleJarIT {

    /** The project's {@code project.build.outputTimestamp}. */
    private static final LocalDateTime TIME = LocalDateTime.parse("2026-01-01T00:00:00");

    static List<Path> jars() throws IOException {
        Path program = ProgramProcess.jar();
        try (Stream<Path> libraries = Files.list(program.resolveSibling("lib"))) {
            List<Path> jars = new ArrayList<>(List.of(program));
            libraries
                    .filter(it -> it.getFileName().toString().startsWith("matchmill-"))
                    .sorted()
                    .forEach(jars::add);
            assertThat(jars).hasSize(5);
            return jars;
        }
    }

    @ParameterizedTest
    @MethodSource("jars")
    void an_entry_has_the_projects_time_its_place_by_name_and_no_word_of_the_machine(Path jar)
            throws IOException {
        Pattern here =
                Pattern.compile(
                        Pattern.quote(Path.of("").toAbsolutePath().getParent() + "/")
                                + "\\w+/(src|target)/");
        Map<String, List<String>> files = new TreeMap<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                assertThat(entry.getTimeLocal()).as(entry.getName()).isEqualTo(TIME);
                String content =
                        new String(
                                zip.getInputStream(entry).readAllBytes(),
                                StandardCharsets.ISO_8859_1);
                assertThat(here.matcher(content).find()).as(entry.getName()).isFalse();
                int slash = entry.getName().lastIndexOf('/') + 1;
                if (slash < entry.getName().length() && !entry.getName().startsWith("META-INF/")) {
                    files.computeIfAbsent(
                                    entry.getName().substring(0, slash), _ -> new ArrayList<>())
                            .add(entry.getName().substring(slash));
                }
            }
        }
        assertThat(files.values()).isNotEmpty().allSatisfy(names -> assertThat(names).isSorted());
    }

    @ParameterizedTest
    @MethodSource("jars")
    void the_manifest_says_nothing_of_the_build_but_the_java_release(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            Attributes manifest = file.getManifest().getMainAttributes();

            assertThat(manifest.getValue("Build-Jdk-Spec")).isEqualTo("25");
            assertThat(manifest.keySet())
                    .extracting(Object::toString)
                    .isSubsetOf(
                            "Manifest-Version",
                            "Created-By",
                            "Build-Jdk-Spec",
                            "Class-Path",
                            "Main-Class",
                            "Enable-Native-Access",
                            "Implementation-Title",
                            "Implementation-Version");
        }
    }
}
