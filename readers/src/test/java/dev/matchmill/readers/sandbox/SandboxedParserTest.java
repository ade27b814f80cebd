package dev.matchmill.readers.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.matchmill.migrations.type.RejectionReason;
import dev.matchmill.readers.parse.ParseOutcome;
import dev.matchmill.readers.parse.ParsedDocument;
import dev.matchmill.readers.parse.RefusedDocument;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;

@Timeout(120)
class SandboxedParserTest {

    private static final byte[] CONTENT = "x".getBytes(UTF_8);

    /** Longer than anything takes here that ends, on a machine that is busy. */
    private static final Duration LONG = Duration.ofSeconds(100);

    private static SandboxSettings settings(int children, int documentsPerChild) {
        return settings(children, documentsPerChild, LONG);
    }

    private static SandboxSettings settings(int children, int documentsPerChild, Duration timeout) {
        SandboxSettings usual = SandboxSettings.usual();
        return new SandboxSettings(
                timeout,
                Duration.ofMillis(100),
                usual.startTimeout(),
                DataSize.ofMegabytes(48),
                usual.stack(),
                children,
                2,
                documentsPerChild,
                usual.maxCharacters(),
                usual.maxDocumentSize(),
                usual.maxEntries(),
                usual.maxInflatedSize(),
                usual.maxRatio(),
                usual.maxDepth(),
                usual.ocr());
    }

    private static SandboxedParser misbehaving(int children, int documentsPerChild) {
        return new SandboxedParser(
                settings(children, documentsPerChild), Misbehaving.class.getName());
    }

    @ParameterizedTest
    @CsvSource({
        "hang, TIMEOUT",
        "wait, TIMEOUT",
        "drip, TIMEOUT",
        "flood, CRASH",
        "oom, OUT_OF_MEMORY",
        "exit, CRASH",
        "halt, CRASH"
    })
    void replaces_a_child_that_a_document_ruined(String name, RejectionReason reason)
            throws InterruptedException {
        Duration timeout = reason == RejectionReason.TIMEOUT ? Duration.ofSeconds(2) : LONG;
        try (SandboxedParser parser =
                new SandboxedParser(settings(1, 500, timeout), Misbehaving.class.getName())) {
            ParseOutcome before = parser.parse(CONTENT, "good");

            ParseOutcome outcome = parser.parse(CONTENT, name);

            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            RefusedDocument.class,
                            refused -> assertThat(refused.reason()).isEqualTo(reason));
            ParseOutcome after = parser.parse(CONTENT, "good");
            assertThat(after).isInstanceOf(ParsedDocument.class).isNotEqualTo(before);
            assertThat(parser.childPids()).hasSize(1);
        }
    }

    @Test
    void does_not_blame_the_next_document_for_a_child_that_died_idle() throws Exception {
        try (SandboxedParser parser = misbehaving(1, 500)) {
            parser.parse(CONTENT, "good");
            ProcessHandle child = onlyChild(parser);
            child.destroyForcibly();
            child.onExit().get(10, TimeUnit.SECONDS);

            assertThat(parser.parse(CONTENT, "good")).isInstanceOf(ParsedDocument.class);
        }
    }

    @Test
    void replaces_a_child_after_its_share_of_documents() throws InterruptedException {
        try (SandboxedParser parser = misbehaving(1, 2)) {
            ParseOutcome first = parser.parse(CONTENT, "good");

            assertThat(parser.parse(CONTENT, "good")).isEqualTo(first);
            assertThat(parser.parse(CONTENT, "good")).isNotEqualTo(first);
        }
    }

    @Test
    void parses_good_documents_beside_hanging_ones() throws Exception {
        SandboxSettings impatient = settings(2, 500, Duration.ofSeconds(4));
        try (SandboxedParser parser = new SandboxedParser(impatient, Misbehaving.class.getName());
                var threads = Executors.newFixedThreadPool(4)) {
            List<Future<ParseOutcome>> outcomes = new ArrayList<>();
            for (int at = 0; at < 20; at++) {
                String name = at % 10 == 3 ? "hang" : "good";
                outcomes.add(threads.submit(() -> parser.parse(CONTENT, name)));
            }

            for (int at = 0; at < outcomes.size(); at++) {
                boolean parsed = outcomes.get(at).get() instanceof ParsedDocument;
                assertThat(parsed).as("document %d", at).isEqualTo(at % 10 != 3);
            }
        }
    }

    @Test
    void gives_the_child_no_network_and_no_environment() throws InterruptedException {
        try (SandboxedParser parser = misbehaving(1, 500)) {
            assertThat(parser.parse(CONTENT, "network"))
                    .isInstanceOfSatisfying(
                            ParsedDocument.class,
                            heard ->
                                    assertThat(heard.text())
                                            .isEqualTo(
                                                    "no network here, no network here, channel "
                                                            + (Isolation.here().network()
                                                                    ? "refused"
                                                                    : "reached Connection"
                                                                            + " refused")));
            assertThat(parser.parse(CONTENT, "environment"))
                    .isInstanceOfSatisfying(
                            ParsedDocument.class,
                            heard -> assertThat(heard.text()).doesNotContain("PATH", "HOME"));
        }
    }

    @Test
    void an_answer_that_nobody_asked_for_is_no_answer() throws InterruptedException {
        try (SandboxedParser parser = misbehaving(1, 500)) {
            parser.parse(CONTENT, "forge");

            assertThat(parser.parse(CONTENT, "good"))
                    .isInstanceOfSatisfying(
                            ParsedDocument.class,
                            parsed -> assertThat(parsed.text()).startsWith("parsed by"));
        }
    }

    @Test
    void a_child_cannot_fill_the_disk() throws InterruptedException {
        assumeThat(Isolation.here().command()).anyMatch(word -> word.startsWith("--fsize"));
        try (SandboxedParser parser = misbehaving(1, 500)) {
            assertThat(parser.parse(CONTENT, "fill disk"))
                    .isInstanceOfSatisfying(
                            ParsedDocument.class,
                            parsed -> assertThat(parsed.text()).isEqualTo("stopped"));
        }
    }

    @Test
    void documents_pass_those_that_hang() throws Exception {
        SandboxSettings patient = settings(1, 500);
        try (var threads = Executors.newFixedThreadPool(2);
                var parser = new SandboxedParser(patient, Misbehaving.class.getName())) {
            Future<ParseOutcome> computing = threads.submit(() -> parser.parse(CONTENT, "hang"));
            Future<ParseOutcome> waiting = threads.submit(() -> parser.parse(CONTENT, "wait"));
            while (parser.childPids().size() < 2) {
                Thread.onSpinWait();
            }

            for (int at = 0; at < 10; at++) {
                assertThat(parser.parse(CONTENT, "good")).isInstanceOf(ParsedDocument.class);
            }

            assertThat(computing.isDone() || waiting.isDone()).isFalse();
            assertThat(parser.childPids()).as("one for the good documents").hasSize(3);
        }
    }

    @Test
    void an_interrupt_ends_the_child_and_frees_its_place() throws Exception {
        try (SandboxedParser parser = misbehaving(1, 500)) {
            parser.parse(CONTENT, "good");
            ProcessHandle child = onlyChild(parser);
            try (var thread = Executors.newSingleThreadExecutor()) {
                Future<ParseOutcome> hanging = thread.submit(() -> parser.parse(CONTENT, "hang"));
                hanging.cancel(true);
            }

            assertThat(parser.parse(CONTENT, "good")).isInstanceOf(ParsedDocument.class);
            assertThat(parser.childPids()).hasSize(1);
            parser.childPids()
                    .forEach(pid -> assertThat(pid == child.pid() || !child.isAlive()).isTrue());
        }
    }

    @Test
    void removes_what_a_killed_program_left_and_nothing_that_is_in_use() throws Exception {
        Path orphan = Files.createTempDirectory(PrivateFolder.PREFIX);
        Files.createFile(orphan.resolve("parent.lock"));
        Files.createFile(orphan.resolve("spooled"));
        try (SandboxedParser parser = misbehaving(1, 500)) {
            parser.parse(CONTENT, "good");
            assertThat(orphan).doesNotExist();
            Path used = parser.childFolders().iterator().next();

            misbehaving(1, 500).close();

            assertThat(used).isDirectory();
        }
    }

    @Test
    void leaves_no_process_and_no_folder_behind() throws Exception {
        ProcessHandle child;
        Path folder;
        try (SandboxedParser parser = misbehaving(1, 500)) {
            parser.parse(CONTENT, "good");
            child = onlyChild(parser);
            folder = parser.childFolders().iterator().next();
            assertThat(folder).isDirectory();
        }

        assertThat(child.onExit().get(10, TimeUnit.SECONDS).isAlive()).isFalse();
        assertThat(folder).doesNotExist();
    }

    @Test
    void says_what_to_check_when_no_child_can_start() {
        try (SandboxedParser parser = new SandboxedParser(settings(1, 1), "no.such.Main")) {
            assertThatThrownBy(() -> parser.parse(CONTENT, "good"))
                    .isInstanceOf(SandboxException.class)
                    .hasMessageContaining("matchmill.readers.sandbox");
        }
    }

    private static ProcessHandle onlyChild(SandboxedParser parser) {
        return ProcessHandle.of(parser.childPids().iterator().next()).orElseThrow();
    }
}
