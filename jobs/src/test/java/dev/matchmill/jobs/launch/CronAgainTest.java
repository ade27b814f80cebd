package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A verb by cron, with a program that ends as it is told and a sleep that only writes down. */
class CronAgainTest {

    @TempDir private Path root;

    private record Ended(int code, String out, String err) {}

    @BeforeEach
    void lay() throws IOException {
        Files.createDirectories(root.resolve("config/deploy/cron"));
        Files.copy(
                Path.of("../config/deploy/cron/again"), root.resolve("config/deploy/cron/again"));
        // Each start takes the next exit code.
        executable(
                "matchmill",
                """
                #!/bin/bash
                echo "$*" >> "$(dirname "$0")/calls"
                echo a result
                echo "log ${MATCHMILL_LOG_FORMAT} ${MATCHMILL_LOG_LEVEL} ${BASH_ENV-none}" >&2
                codes=$(dirname "$0")/codes
                code=$(head -n 1 "$codes")
                sed -i 1d "$codes"
                exit "$code"
                """);
        executable("bin/sleep", "#!/bin/bash\necho \"$1\" >> \"$(dirname \"$0\")/slept\"\n");
    }

    @Test
    void what_went_well_says_nothing() throws Exception {
        assertThat(run("0", "0", "maintain", "daily")).isEqualTo(new Ended(0, "", ""));

        assertThat(root.resolve("calls")).hasContent("maintain daily");
    }

    @Test
    void what_went_wrong_is_told_as_text_with_the_exit_code_and_not_tried_again() throws Exception {
        assertThat(run("3", "6", "run"))
                .isEqualTo(
                        new Ended(
                                3,
                                "",
                                "log text WARN none\nmatchmill run ended with exit code 3\n"));

        assertThat(root.resolve("calls")).hasContent("run");
    }

    @Test
    void what_is_to_be_tried_later_is_tried_with_growing_pauses() throws Exception {
        assertThat(run("75 75 75 75 75 75 0", "6", "match", "--full"))
                .isEqualTo(new Ended(0, "", ""));

        assertThat(root.resolve("bin/slept")).hasContent("60\n120\n240\n480\n900\n900");
        assertThat(Files.readAllLines(root.resolve("calls")))
                .hasSize(7)
                .containsOnly("match --full");
    }

    @Test
    void with_no_hours_it_is_left_to_the_next_line() throws Exception {
        Ended ended = run("75 0", "0", "run");

        assertThat(ended.code()).isEqualTo(75);
        assertThat(ended.err()).endsWith("matchmill run ended with exit code 75\n");
        assertThat(root.resolve("bin/slept")).doesNotExist();
    }

    private Ended run(String codes, String... arguments) throws Exception {
        Files.writeString(root.resolve("codes"), codes.replace(' ', '\n') + "\n");
        List<String> command = new ArrayList<>();
        command.add("bash");
        command.add(root.resolve("config/deploy/cron/again").toString());
        command.addAll(List.of(arguments));
        Path err = root.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(err.toFile());
        builder.environment().put("PATH", root.resolve("bin") + ":/usr/bin:/bin");
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), out, Files.readString(err));
    }

    private void executable(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
