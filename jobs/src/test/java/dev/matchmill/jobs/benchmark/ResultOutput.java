package dev.matchmill.jobs.benchmark;

import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The option {@code --output} of every benchmark, and where its words go; a picocli mixin. */
public final class ResultOutput {

    /** How results are printed. */
    enum Format {
        TABLE,
        JSON
    }

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(names = "--output", paramLabel = "FORMAT", description = "table or json")
    private Format format = Format.TABLE;

    /** Prints results: tables one below the other, or one JSON object of all of them. */
    public void print(List<ResultTable> tables) {
        PrintWriter out = Objects.requireNonNull(command).commandLine().getOut();
        switch (format) {
            case TABLE -> tables.forEach(table -> out.println(table.toText()));
            case JSON -> out.println(json(tables));
        }
        out.flush();
    }

    /** Says on standard error what is being done. */
    public void say(String sentence) {
        PrintWriter err = Objects.requireNonNull(command).commandLine().getErr();
        err.println("matchmill: " + sentence);
        err.flush();
    }

    private static String json(List<ResultTable> tables) {
        JsonMapper mapper = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        var object = mapper.createObjectNode();
        tables.forEach(table -> object.set(table.name(), mapper.valueToTree(table.objects())));
        return mapper.writeValueAsString(object);
    }
}
