package dev.matchmill.jobs.launch;

import dev.matchmill.config.database.WorkingRole;
import dev.matchmill.jobs.duplicate.Decisions;
import dev.matchmill.jobs.duplicate.DuplicateSettings;
import dev.matchmill.jobs.duplicate.MergeCandidates;
import dev.matchmill.jobs.duplicate.Proposal;
import dev.matchmill.jobs.duplicate.ProposalList;
import dev.matchmill.jobs.duplicate.ProposalText;
import dev.matchmill.jobs.duplicate.UndoMerge;
import dev.matchmill.jobs.run.ExitCode;
import dev.matchmill.migrations.type.DuplicateState;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/** Candidates who may be one person. */
@Command(
        name = "duplicates",
        mixinStandardHelpOptions = true,
        description = {
            "Shows candidates who may be one person, merges them, parts them again, or notes that"
                    + " they are two.",
            "Nobody is ever merged unasked. `ingest` and `run` look for duplicates of whom they"
                    + " changed."
        },
        synopsisSubcommandLabel = "(list|show|find|merge|undo|dismiss)")
final class DuplicatesCommand {

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Pairs to decide, the likeliest first, and what speaks for them.")
    int list(
            @Option(
                            names = "--state",
                            paramLabel = "STATE",
                            defaultValue = "open",
                            description =
                                    "open, merged, dismissed or undone; default ${DEFAULT-VALUE}")
                    String state,
            @Option(
                            names = "--min-score",
                            paramLabel = "SCORE",
                            defaultValue = "0",
                            description = "probability, 0 to 1")
                    double minScore,
            @Option(
                            names = "--max-items",
                            paramLabel = "N",
                            defaultValue = "100",
                            description = "how many; default ${DEFAULT-VALUE}")
                    int limit,
            @Mixin OutputOption format) {
        IllegalUsageException.unlessPositive("--max-items", limit);
        OutputFormat output = format.tableOrJson();
        DuplicateState wanted = state(state);
        try (Session session = Session.open(WorkingRole.BATCH)) {
            List<Proposal> page = proposals(session).page(wanted, minScore, limit);
            Console.print(
                    output == OutputFormat.JSON
                            ? Json.pretty().writeValueAsString(page)
                            : ProposalText.table(page));
        }
        return ExitCode.OK.code();
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "One pair, both profiles side by side.")
    int show(
            @Parameters(paramLabel = "ID", description = "id as `duplicates list` prints it")
                    long id,
            @Mixin OutputOption format) {
        OutputFormat output = format.tableOrJson();
        try (Session session = Session.open(WorkingRole.BATCH)) {
            ProposalList proposals = proposals(session);
            Proposal proposal =
                    proposals
                            .find(id)
                            .orElseThrow(() ->
                                    new IllegalUsageException("there is no proposal " + id + "."));
            List<ProposalList.Fact> first = proposals.facts(proposal.first().id());
            List<ProposalList.Fact> second = proposals.facts(proposal.second().id());
            if (output == OutputFormat.JSON) {
                Console.print(Json.pretty().writeValueAsString(new Shown(proposal, first, second)));
            } else {
                Console.print(ProposalText.page(proposal, first, second));
            }
        }
        return ExitCode.OK.code();
    }

    @Command(
            name = "find",
            mixinStandardHelpOptions = true,
            description = "Compares whom something changed with whoever shares a trait with them.")
    int find(
            @Option(names = "--full", description = "compare everybody anew, whatever changed")
                    boolean full)
            throws SQLException {
        try (Session session = Session.open(WorkingRole.BATCH);
                DuplicateWork work = DuplicateWork.begin(session, "duplicates find")) {
            return work.find(session.get(DuplicateSettings.class), full)
                    .map(found -> said(DuplicateSentences.of(found)))
                    .orElseGet(() -> later("stopped with work left; the next search goes on"));
        }
    }

    @Command(
            name = "merge",
            mixinStandardHelpOptions = true,
            description = {
                "Makes two candidates one: a proposal by its id, or two candidates by theirs.",
                "Applications, documents and history follow; nothing is deleted, and `undo` parts"
                        + " them again."
            })
    int merge(
            @Parameters(
                            arity = "1..2",
                            paramLabel = "ID",
                            description = "one proposal, or two candidates")
                    List<Long> ids,
            @Option(
                            names = "--into",
                            paramLabel = "CANDIDATE",
                            description =
                                    "who stays; otherwise the one with an address, then a login,"
                                            + " then the older")
                    @Nullable Long into,
            @Mixin DuplicateDecider decider)
            throws SQLException {
        try (Session session = Session.open(WorkingRole.BATCH);
                DuplicateWork work = DuplicateWork.begin(session, "duplicates merge")) {
            List<Long> both =
                    ids.size() == 2
                            ? ids
                            : proposals(session)
                                    .candidates(ids.getFirst())
                                    .orElseThrow(() ->
                                            new IllegalUsageException(
                                                    "there is no open proposal "
                                                            + ids.getFirst()
                                                            + "."));
            MergeCandidates merge = new MergeCandidates(work.parts(), work.by(decider.email()));
            Optional<MergeCandidates.End> end =
                    work.decide(() ->
                            merge.merge(
                                    both.getFirst(), both.getLast(), Optional.ofNullable(into)));
            return switch (end.orElse(null)) {
                case null -> busy();
                case MergeCandidates.End.Merged merged -> said(DuplicateSentences.of(merged));
                case MergeCandidates.End.Refused refused -> refused(refused.why());
            };
        }
    }

    @Command(
            name = "undo",
            mixinStandardHelpOptions = true,
            description = {
                "Parts two merged candidates, each with what they had.",
                "Of several merges the last one goes first. What came after stays with the one who"
                        + " stayed."
            })
    int undo(
            @Parameters(
                            paramLabel = "MERGE",
                            description = "as `merge` and `list --state merged` print it")
                    long id,
            @Mixin DuplicateDecider decider)
            throws SQLException {
        try (Session session = Session.open(WorkingRole.BATCH);
                DuplicateWork work = DuplicateWork.begin(session, "duplicates undo")) {
            UndoMerge undo = new UndoMerge(work.parts(), work.by(decider.email()));
            return switch (work.decide(() -> undo.undo(id)).orElse(null)) {
                case null -> busy();
                case UndoMerge.End.Undone undone -> said(DuplicateSentences.of(undone));
                case UndoMerge.End.Refused refused -> refused(refused.why());
            };
        }
    }

    @Command(
            name = "dismiss",
            mixinStandardHelpOptions = true,
            description = {
                "Notes that two candidates are two persons.",
                "They are not proposed again unless something else comes to speak for it."
            })
    int dismiss(
            @Parameters(paramLabel = "ID", description = "id as `duplicates list` prints it")
                    long id,
            @Mixin DuplicateDecider decider)
            throws SQLException {
        try (Session session = Session.open(WorkingRole.BATCH);
                DuplicateWork work = DuplicateWork.begin(session, "duplicates dismiss")) {
            Decisions decisions = new Decisions(work.parts(), work.by(decider.email()));
            Optional<Optional<String>> end = work.decide(() -> decisions.dismiss(id));
            if (end.isEmpty()) {
                return busy();
            }
            return end.get()
                    .map(DuplicatesCommand::refused)
                    .orElseGet(() -> said("proposal " + id + " is dismissed\n"));
        }
    }

    record Shown(
            Proposal proposal, List<ProposalList.Fact> first, List<ProposalList.Fact> second) {}

    private static ProposalList proposals(Session session) {
        return new ProposalList(session.get(JdbcClient.class), session.get(JsonMapper.class));
    }

    private static DuplicateState state(String name) {
        try {
            return DuplicateState.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new IllegalUsageException(
                    "--state must be open, merged, dismissed or undone, not '" + name + "'.");
        }
    }

    private static int said(String sentence) {
        Console.print(sentence);
        return ExitCode.OK.code();
    }

    private static int refused(String why) {
        Console.say(why);
        return ExitCode.PRECONDITION.code();
    }

    private static int busy() {
        return later(DuplicateSentences.BUSY);
    }

    private static int later(String sentence) {
        Console.say(sentence);
        return ExitCode.TRY_LATER.code();
    }
}
