package dev.matchmill.readers.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ParentDeathTest {

    /** A parent whose child hangs in a document. */
    static final class Parent {
        private Parent() {}

        public static void main(String[] arguments) throws InterruptedException {
            SandboxedParser parser =
                    new SandboxedParser(SandboxSettings.usual(), Misbehaving.class.getName());
            parser.parse(new byte[] {1}, "good");
            System.out.println(parser.childPids().iterator().next());
            System.out.println(parser.childFolders().iterator().next());
            parser.parse(new byte[] {1}, "hang");
        }
    }

    @Test
    void a_hanging_child_ends_with_its_folder_when_its_parent_is_killed() throws Exception {
        Process parent =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Parent.class.getName())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (BufferedReader output = parent.inputReader(UTF_8)) {
            long pid = Long.parseLong(output.readLine());
            Path folder = Path.of(output.readLine());
            ProcessHandle child = ProcessHandle.of(pid).orElseThrow();
            assertThat(child.isAlive()).isTrue();
            assertThat(folder).isDirectory();

            parent.destroyForcibly();

            assertThat(child.onExit().get(20, TimeUnit.SECONDS).isAlive()).isFalse();
            assertThat(folder).doesNotExist();
        } finally {
            parent.destroyForcibly();
        }
    }
}
