package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every call of the program that a document shows is one that it takes. */
class DocumentedCallsTest {

    private static final Pattern IN_TEXT = Pattern.compile("`(?:\\./)?matchmill ([a-z][^`]*)`");

    private static final Pattern IN_BLOCK =
            Pattern.compile("^\\s*(?:\\./|/opt/matchmill/|.*matchmill\\.jar )?(?:matchmill )?(.*)");

    private static final Pattern OF_PROGRAM =
            Pattern.compile("^\\s*(?:\\./matchmill |matchmill |.*matchmill\\.jar ).*");

    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    @ParameterizedTest
    @CsvSource({
        "README.md, 1",
        "SECURITY.md, 2",
        "config/README.md, 4",
        "config/deploy/README.md, 25",
        "config/deploy/backup/README.md, 5",
        "docs/scale.md, 2",
        "jobs/README.md, 0",
        "jobs/duplicates.md, 5",
        "jobs/maintenance.md, 18",
        "jobs/privacy.md, 20",
        "migrations/README.md, 2"
    })
    void every_call_is_one_of_the_program(String document, int least) throws IOException {
        List<String> calls = calls(Files.readString(Path.of("..").resolve(document)));

        assertThat(calls).hasSizeGreaterThanOrEqualTo(least);
        for (String call : calls) {
            CommandLines.assertParses(words(call));
        }
    }

    @Test
    void the_check_finds_calls_in_blocks_tables_and_behind_other_commands() {
        assertThat(
                        calls(
                                """
                                | now | `matchmill status --watch`, or `./matchmill benchmark x` |
                                the user `matchmill` may; `matchmill` itself
                                ```
                                cd /x && ./matchmill runs list       # what happened
                                matchmill backup verify [ID] > x
                                docker run -v matchmill:/x \\
                                  matchmill schedule --list
                                kubectl exec x -- java -jar /x/matchmill.jar doctor
                                ```
                                """))
                .containsExactly(
                        "status --watch",
                        "runs list",
                        "backup verify",
                        "schedule --list",
                        "doctor");
    }

    private static List<String> calls(String document) {
        List<String> calls = new ArrayList<>();
        boolean isBlock = false;
        for (String line : document.split("\n", -1)) {
            if (line.startsWith("```")) {
                isBlock = !isBlock;
            } else if (isBlock) {
                for (String part : line.split("&&", -1)) {
                    Matcher call = IN_BLOCK.matcher(part);
                    if (OF_PROGRAM.matcher(part).matches() && call.matches()) {
                        calls.add(call.group(1));
                    }
                }
            } else {
                Matcher call = IN_TEXT.matcher(line);
                while (call.find()) {
                    calls.add(call.group(1));
                }
            }
        }
        // What is optional, where output goes, what a comment says.
        return calls.stream()
                .map(call -> call.replaceAll("\\[[^]]*]", "").replaceAll("\\s[#>|<].*", ""))
                .map(String::strip)
                .filter(call -> call.matches("[a-z].*") && !call.matches("(test|benchmark)\\b.*"))
                .toList();
    }

    private static List<String> words(String call) {
        return WORD.matcher(call)
                .results()
                .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
                .toList();
    }
}
