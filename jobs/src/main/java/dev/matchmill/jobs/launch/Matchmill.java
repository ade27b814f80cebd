package dev.matchmill.jobs.launch;

import dev.matchmill.jobs.run.ExitCode;
import dev.matchmill.jobs.run.Trace;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** The program: reads the command line, runs one verb, ends with its exit code. */
public final class Matchmill {

    private Matchmill() {}

    public static void main(String[] arguments) {
        // Spring Boot would set up logging anew; logback.xml says all there is to say.
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        JavaLogging.lead();
        Stopping.watch();
        int code = ExitCode.FAILURE.code();
        try {
            // Before anything logs.
            Console.sayAs(LogFormat.choose());
            code = commandLine().execute(arguments);
        } catch (Throwable broken) {
            // An Error, such as no memory: picocli lets it through, and the code must say so.
            Failure failure = Failure.of(broken);
            Console.say(failure.sentence());
            code = failure.code().code();
        }
        Stopping.done();
        System.exit(code);
    }

    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new MatchmillCommand());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpAutoWidth(true);
        line.registerConverter(LocalDate.class, Matchmill::day);
        line.registerConverter(LocalTime.class, Matchmill::timeOfDay);
        line.setParameterExceptionHandler(Matchmill::wrongUsage);
        line.setExecutionExceptionHandler(Matchmill::failed);
        flow(line);
        return line;
    }

    // Lines that go on in the next one are broken where the terminal ends, and nowhere else.
    private static void flow(CommandLine line) {
        CommandLine.Model.UsageMessageSpec usage = line.getCommandSpec().usageMessage();
        String text = String.join("\n", usage.description());
        usage.description(text.replaceAll("(?<![.:])\n", " ").split("\n", -1));
        line.getSubcommands().values().forEach(Matchmill::flow);
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException noDay) {
            throw new TypeConversionException("'" + text + "' is not a day such as 2027-03-31");
        }
    }

    private static LocalTime timeOfDay(String text) {
        try {
            return LocalTime.parse(text);
        } catch (DateTimeParseException noTime) {
            throw new TypeConversionException("'" + text + "' is not a time such as 05:30");
        }
    }

    private static int wrongUsage(CommandLine.ParameterException wrong, String[] arguments) {
        Console.say(UsageAdvice.of(wrong));
        return ExitCode.USAGE.code();
    }

    private static int failed(
            Exception thrown, CommandLine line, CommandLine.ParseResult arguments) {
        Failure failure = Failure.of(thrown);
        Console.say(failure.sentence());
        if (!failure.expected()) {
            LoggerFactory.getLogger(Matchmill.class)
                    .error("the trace of the failure above", Trace.of(thrown));
        }
        return failure.code().code();
    }
}
