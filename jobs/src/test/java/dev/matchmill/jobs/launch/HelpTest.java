package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
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
    void a_description_is_broken_at_the_end_of_a_sentence_or_of_the_terminal_only() {
        assertThat(verbs(Matchmill.commandLine()))
                .filteredOn(verb -> verb.getCommandSpec().usageMessage().description().length > 0)
                .allSatisfy(verb ->
                        assertThat(verb.getCommandSpec().usageMessage().description())
                                .allSatisfy(line -> assertThat(line).matches(".*[.:]")));
        assertThat(verbs(Matchmill.commandLine()))
                .filteredOn(verb -> verb.getCommandName().equals("evaluate"))
                .singleElement()
                .extracting(CommandLine::getUsageMessage)
                .asString()
                .contains("when its document lies in a folder named")
                .doesNotContain("relevant\nwhen");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    explain P abc      | CANDIDATE: 'abc' is not a whole number. See:
                    shortlist --top x  | '--top': 'x' is not a whole number. See:
                    embed --rate fast  | '--rate': 'fast' is not a number. See:
                    models             | Missing required subcommand. See:
                    shortlist --output xml  | but was 'xml'. See:
                    shrtlist           | 'shrtlist'; did you mean 'shortlist'? See:
                    shortlist --tpo 3  | '--tpo'; did you mean '--top'? See:
                    run --rate 5       | unknown option '--rate'. See:
                    """)
    void wrong_words_are_told_in_sentences_that_end(String arguments, String sentence) {
        CommandLine line = Matchmill.commandLine();

        assertThatThrownBy(
                        () -> {
                            CommandLine.ParseResult parsed = line.parseArgs(arguments.split(" "));
                            new CommandLine.RunLast().execute(parsed);
                        })
                .isInstanceOfSatisfying(
                        CommandLine.ParameterException.class,
                        wrong -> assertThat(UsageAdvice.of(wrong)).contains(sentence));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evaluate history",
                "models unmatchable",
                "runs list",
                "rejects list",
                "archive list",
                "duplicates list"
            })
    void a_list_of_less_than_one_item_is_wrong_usage(String verb) {
        for (String count : new String[] {"0", "-1"}) {
            assertThat(Matchmill.commandLine().execute((verb + " --max-items " + count).split(" ")))
                    .isEqualTo(64);
        }
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    hold place --name n --reason r --review soon | is not a day such as
                    maintain daily --until 25:99                 | is not a time such as
                    """)
    void a_day_or_time_that_is_none_is_told_without_names_of_classes(
            String arguments, String sentence) {
        CommandLine line = Matchmill.commandLine();

        assertThatThrownBy(() -> line.parseArgs(arguments.split(" ")))
                .isInstanceOfSatisfying(
                        CommandLine.ParameterException.class,
                        wrong ->
                                assertThat(UsageAdvice.of(wrong))
                                        .contains(sentence)
                                        .doesNotContain("java.")
                                        .doesNotContain("LocalDate"));
    }

    private static Stream<CommandLine> verbs(CommandLine line) {
        return Stream.concat(
                Stream.of(line), line.getSubcommands().values().stream().flatMap(HelpTest::verbs));
    }
}
