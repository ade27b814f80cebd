package dev.matchmill.jobs.launch;

import dev.matchmill.config.settings.UnknownKeys;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What was wrong with a command line, and the nearest thing that is right. */
final class UsageAdvice {

    private UsageAdvice() {}

    static String of(ParameterException wrong) {
        CommandLine line = wrong.getCommandLine();
        String help = " See: " + name(line) + " --help";
        if (wrong instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            String word = unmatched.getUnmatched().getFirst();
            boolean option = word.startsWith("-");
            List<String> known = option ? options(line) : verbs(line);
            String kind = option ? "option" : known.isEmpty() ? "argument" : "verb";
            return "unknown " + kind + " '" + word + "'" + near(word, known) + help;
        }
        String message = wrong.getMessage() == null ? "wrong usage" : wrong.getMessage();
        return sentence(message) + help;
    }

    // A word that shares next to nothing with any that there is was no slip of the finger.
    private static String near(String word, List<String> known) {
        String like = known.isEmpty() ? "" : UnknownKeys.nearest(word, known);
        return known.isEmpty() || 2 * UnknownKeys.distance(word, like) > word.length()
                ? "."
                : "; did you mean '" + like + "'?";
    }

    // As people call numbers and arguments, and not as the parser does.
    private static String sentence(String message) {
        String words =
                message.replaceFirst("positional parameter at index \\d+ \\((.+?)\\)", "$1")
                        .replaceFirst(" is not an? (int|long)$", " is not a whole number")
                        .replaceFirst(" is not a (double|float)$", " is not a number");
        return words.endsWith(".") ? words : words + ".";
    }

    private static String name(CommandLine line) {
        return line.getCommandSpec().qualifiedName();
    }

    private static List<String> options(CommandLine line) {
        List<String> names = new ArrayList<>();
        line.getCommandSpec().options().forEach(option -> names.add(option.longestName()));
        return names;
    }

    private static List<String> verbs(CommandLine line) {
        return new ArrayList<>(line.getSubcommands().keySet());
    }
}
