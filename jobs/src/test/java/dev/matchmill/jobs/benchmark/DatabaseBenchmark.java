package dev.matchmill.jobs.benchmark;

import dev.matchmill.jobs.launch.ExitCode;
import dev.matchmill.migrations.TestDatabase;
import java.util.List;
import java.util.concurrent.Callable;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The query patterns and the claims about them, on generated rows. */
@Command(
        name = "database",
        mixinStandardHelpOptions = true,
        description = "Query patterns with and without their indexes, and the claims about them.")
final class DatabaseBenchmark implements Callable<Integer> {

    @Mixin private final ResultOutput output = new ResultOutput();

    @Override
    public Integer call() {
        try (TestDatabase database = TestDatabase.create()) {
            output.say("counting tables");
            JdbcClient jdbc = JdbcClient.create(database.dataSource());
            long tables =
                    jdbc.sql("SELECT count(*) FROM pg_class WHERE relkind IN ('r', 'p')")
                            .query(Long.class)
                            .single();
            output.print(
                    List.of(
                            new ResultTable(
                                    "tables", List.of("tables"), List.of(List.of(tables)))));
        }
        return ExitCode.OK.code();
    }
}
