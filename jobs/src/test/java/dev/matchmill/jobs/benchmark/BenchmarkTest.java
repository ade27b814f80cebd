package dev.matchmill.jobs.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.jobs.run.ExitCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class BenchmarkTest {

    private final StringWriter results = new StringWriter();
    private final StringWriter said = new StringWriter();

    @ParameterizedTest
    @ValueSource(strings = {"", "nothing", "database --vector 5", "database --set XXL"})
    void wrong_usage_is_said_on_standard_error_and_ends_with_64(String words) {
        int code = run(words.isEmpty() ? new String[0] : words.split(" ", -1));

        assertThat(code).isEqualTo(ExitCode.USAGE.code());
        assertThat(results.toString()).isEmpty();
        assertThat(said.toString()).startsWith("matchmill: ").contains("--help");
    }

    @Test
    void help_names_every_benchmark() {
        assertThat(run("--help")).isZero();

        assertThat(results.toString())
                .startsWith("Usage: ./matchmill benchmark")
                .contains("database");
    }

    @Test
    void a_table_has_a_json_form_with_the_columns_as_keys() {
        ResultTable table =
                new ResultTable("times", List.of("id", "p50 ms"), List.of(List.of("Q01", 1.5)));

        assertThat(table.objects().getFirst())
                .containsEntry("id", "Q01")
                .containsEntry("p50_ms", 1.5);
        assertThat(table.toText()).isEqualTo("id   p50 ms\nQ01     1.5\n");
    }

    private int run(String... words) {
        CommandLine line = Benchmark.commandLine(new PrintWriter(results));
        line.setErr(new PrintWriter(said));
        return line.execute(words);
    }
}
