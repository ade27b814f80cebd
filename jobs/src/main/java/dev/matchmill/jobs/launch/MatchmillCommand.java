package dev.matchmill.jobs.launch;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The verbs. */
@Command(
        name = "matchmill",
        mixinStandardHelpOptions = true,
        version = MatchmillCommand.VERSION,
        description = "Resumes in, ranked and explained shortlists out.",
        synopsisSubcommandLabel = "VERB",
        subcommands = {
            DemoCommand.class,
            RunCommand.class,
            IngestCommand.class,
            EmbedCommand.class,
            MatchCommand.class,
            ModelsCommand.class,
            ImportCommand.class,
            ShortlistCommand.class,
            ExplainCommand.class,
            EvaluateCommand.class,
            ProfileCommand.class,
            RejectsCommand.class,
            DuplicatesCommand.class,
            RunsCommand.class,
            StatusCommand.class,
            MaintainCommand.class,
            ArchiveCommand.class,
            BackupCommand.class,
            RestoreTestCommand.class,
            RetainCommand.class,
            EraseCommand.class,
            CertificateCommand.class,
            ExportCommand.class,
            MetricsCommand.class,
            ScheduleCommand.class,
            DoctorCommand.class,
            HoldCommand.class,
            KeysCommand.class,
            LegacyCommand.class,
            MigrateCommand.class,
            DatabaseCommand.class
        },
        footerHeading = "%nExit codes:%n",
        footer = {
            "  0   all done, or nothing to do",
            "  3   done, and more items were rejected than the threshold allows",
            "  4   a safety cap or quality gate stopped it",
            "  64  wrong usage",
            "  70  unexpected failure",
            "  75  try again later: lock held, database away, stopped with work left",
            "  78  configuration or precondition: fix it",
            "",
            "Environment: MATCHMILL_DATABASE_URL, MATCHMILL_DATABASE_USERNAME,",
            "  MATCHMILL_DATABASE_PASSWORD or MATCHMILL_DATABASE_PASSWORD_FILE,",
            "  MATCHMILL_HOME, MATCHMILL_CONFIG, MATCHMILL_LOG_LEVEL. See README.md.",
            "",
            "First time: ./matchmill demo"
        })
final class MatchmillCommand implements Runnable {

    static final String VERSION = "matchmill 0.1.0";

    @SuppressWarnings("NullAway.Init") // set by picocli
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name a verb.");
    }
}
