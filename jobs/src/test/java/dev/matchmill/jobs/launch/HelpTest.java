package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class HelpTest {

    @Test
    void the_line_of_each_verb_in_a_list_of_verbs_is_a_whole_sentence() {
        assertThat(verbs(Matchmill.commandLine()))
                .filteredOn(verb -> verb.getCommandSpec().usageMessage().description().length > 0)
                .extracting(verb -> verb.getCommandSpec().usageMessage().description()[0])
                .hasSizeGreaterThan(40)
                .allSatisfy(line -> assertThat(line).matches("(?s).*[.:]"));
    }

    @Test
    void a_certificate_file_that_is_missing_is_wrong_usage(@TempDir Path folder) {
        String file = folder.resolve("none.json").toString();
        String key = "ab".repeat(32);

        assertThat(
                        Matchmill.commandLine()
                                .execute("certificate", "verify", file, "--public-key", key))
                .isEqualTo(64);
    }

    private static Stream<CommandLine> verbs(CommandLine line) {
        return Stream.concat(
                Stream.of(line), line.getSubcommands().values().stream().flatMap(HelpTest::verbs));
    }
}
