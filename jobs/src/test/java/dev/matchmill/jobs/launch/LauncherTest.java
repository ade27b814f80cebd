package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher's cache of loaded classes, with a JDK that only writes down how it was called. */
class LauncherTest {

    private static final Instant BUILT = Instant.parse("2026-03-01T12:00:00Z");

    private static final String JAVA =
            """
            #!/bin/bash
            echo "$*" >> "$CALLS"
            for argument in "$@"; do
              case $argument in
                -XX:AOTCacheOutput=*)
                  if [ -n "${TRAINING_FAILS:-}" ]; then exit 75; fi
                  if [ -n "${TRAINING_LASTS:-}" ]; then sleep 20; fi
                  echo cache > "${argument#*=}" ;;
              esac
            done
            """;

    @TempDir private Path root;

    private Path target;
    private Path calls;

    @BeforeEach
    void lay() throws IOException {
        target = Files.createDirectories(root.resolve("jobs/target"));
        Files.createDirectories(target.resolve("lib"));
        Files.createDirectories(root.resolve("home"));
        calls = root.resolve("calls.txt");
        Files.copy(Path.of("../matchmill"), root.resolve("matchmill"));
        executable("jdk/bin/java", JAVA);
        executable("jdk/bin/javac", "");
        Files.writeString(root.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
        jar(BUILT);
    }

    @Test
    void the_first_start_makes_the_cache_and_the_next_ones_use_it() throws Exception {
        assertThat(start("status")).isZero();
        assertThat(start("match", "--full")).isZero();

        List<String> lines = Files.readAllLines(calls);
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).contains("-XX:AOTCacheOutput=").endsWith(" status");
        assertThat(lines.get(1)).contains("-XX:AOTCache=" + caches().getFirst());
        assertThat(lines.get(2)).contains("-XX:AOTCache=" + caches().getFirst()).endsWith("--full");
        assertThat(caches()).hasSize(1);
    }

    @Test
    void a_new_jar_or_jdk_makes_a_cache_of_its_own_and_the_old_one_goes() throws Exception {
        start("status");
        Path first = caches().getFirst();
        jar(BUILT.plusSeconds(1));
        start("status");
        Path second = caches().getFirst();
        Files.writeString(root.resolve("jdk/release"), "JAVA_VERSION=\"25.0.2\"\n");
        start("status");

        assertThat(caches()).hasSize(1).doesNotContain(first, second);
        assertThat(first).isNotEqualTo(second);
    }

    @Test
    void of_many_that_start_at_once_one_makes_it_and_all_start() throws Exception {
        List<Process> starts = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            starts.add(process(Map.of(), "status"));
        }
        for (Process start : starts) {
            assertThat(start.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(start.exitValue()).isZero();
        }

        List<String> lines = Files.readAllLines(calls);
        assertThat(lines.stream().filter(line -> line.contains("AOTCacheOutput"))).hasSize(1);
        assertThat(lines).hasSize(9);
        assertThat(caches()).hasSize(1);
    }

    @Test
    void one_that_cannot_be_made_is_in_nobodys_way_and_not_tried_each_time() throws Exception {
        Map<String, String> failing = Map.of("TRAINING_FAILS", "1");

        assertThat(end(process(failing, "status"))).isZero();
        assertThat(end(process(failing, "status"))).isZero();

        assertThat(caches()).isEmpty();
        assertThat(Files.readAllLines(calls)).hasSize(3);
        assertThat(Files.readAllLines(calls).getLast()).doesNotContain("AOTCache");
    }

    @Test
    void what_a_killed_start_left_half_is_never_used_and_goes() throws Exception {
        Path half = Files.writeString(target.resolve(".fresh-1.aot"), "half");

        start("status");

        assertThat(half).doesNotExist();
        assertThat(Files.readString(caches().getFirst())).isEqualTo("cache\n");
    }

    @Test
    void verbs_without_a_database_and_those_who_want_none_start_as_they_are() throws Exception {
        start("--help");
        end(process(Map.of("MATCHMILL_AOT", "off"), "status"));

        assertThat(caches()).isEmpty();
        assertThat(Files.readAllLines(calls)).hasSize(2).noneMatch(line -> line.contains("AOT"));
    }

    @Test
    void who_presses_ctrl_c_while_it_is_made_starts_nothing_and_is_not_kept_waiting()
            throws Exception {
        Process start =
                process(List.of("setsid"), Map.of("TRAINING_LASTS", "1"), new String[] {"status"});
        Waiting.until("it is being made", () -> Files.exists(calls));

        // As a terminal does: to all of its foreground.
        new ProcessBuilder("kill", "-INT", "--", "-" + start.pid()).start().waitFor();

        assertThat(start.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(start.exitValue()).isEqualTo(130);
        assertThat(Files.readAllLines(calls)).hasSize(1);
        assertThat(caches()).isEmpty();
        assertThat(target.resolve(".no-aot")).doesNotExist();
    }

    private int start(String... arguments) throws Exception {
        return end(process(Map.of(), arguments));
    }

    private static int end(Process process) throws InterruptedException {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private Process process(Map<String, String> more, String... arguments) throws IOException {
        return process(List.of(), more, arguments);
    }

    // Who starts the tests from a script in the background has them ignore SIGINT.
    private Process process(List<String> starter, Map<String, String> more, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
        command.addAll(starter);
        command.addAll(List.of("bash", root.resolve("matchmill").toString()));
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().removeIf(name -> name.startsWith("MATCHMILL_"));
        builder.environment().put("JAVA_HOME", root.resolve("jdk").toString());
        builder.environment().put("MATCHMILL_HOME", root.resolve("home").toString());
        builder.environment().put("MATCHMILL_DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/none");
        builder.environment().put("CALLS", calls.toString());
        builder.environment().putAll(more);
        return builder.start();
    }

    private List<Path> caches() throws IOException {
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(it -> it.toString().endsWith(".aot")).sorted().toList();
        }
    }

    private void jar(Instant time) throws IOException {
        Path jar = Files.writeString(target.resolve("matchmill.jar"), "jar");
        Files.setLastModifiedTime(jar, FileTime.from(time));
        // Newer than the jar: it was seen to be whole.
        Files.writeString(target.resolve("matchmill.built"), "");
    }

    private void executable(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
