package dev.matchmill.jobs.launch;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Feeds. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = "Reads a feed into the database.",
        synopsisSubcommandLabel = "WHAT",
        subcommands = {
            ImportPostingsCommand.class,
            ImportSkillsCommand.class,
            ImportTitlesCommand.class
        })
final class ImportCommand implements Runnable {

    @SuppressWarnings("NullAway.Init") // set by picocli
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "say what to import: postings, skills or titles.");
    }
}
