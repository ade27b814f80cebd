package dev.matchmill.jobs.launch;

import dev.matchmill.config.database.WorkingRole;
import dev.matchmill.embeddings.store.StoredModel;
import dev.matchmill.jobs.model.ActivateModel;
import dev.matchmill.jobs.model.CompareModels;
import dev.matchmill.jobs.model.DropModel;
import dev.matchmill.jobs.model.ModelComparison;
import dev.matchmill.jobs.model.ModelListing;
import dev.matchmill.jobs.model.Unmatchable;
import dev.matchmill.jobs.run.ExitCode;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Embedding models, beside each other. */
@Command(
        name = "models",
        mixinStandardHelpOptions = true,
        description = {
            "Lists, adds, builds, compares, activates or drops embedding models.",
            "A new model is added and built beside the active one while everything goes on,",
            "then compared, and activated in a moment; going back takes as long.",
            "MODEL is an id, a name, or NAME@VERSION, as list shows them."
        },
        synopsisSubcommandLabel = "(list|add|build|compare|activate|drop|unmatchable)",
        subcommands = ModelsBuildCommand.class)
final class ModelsCommand {

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = {
                "All models with their state, and how many lack a vector of theirs.",
                "active: matches come from it; built: kept up to date beside it;",
                "building: not complete yet; dropped: without vectors."
            })
    int list(@Mixin OutputOption format) {
        OutputFormat output = format.tableOrJson();
        try (Session session = Session.open(WorkingRole.BATCH)) {
            List<ModelListing.Line> lines = new ModelWork(session).listing().lines();
            print(output, lines, ModelListing.table(lines));
        }
        return ExitCode.OK.code();
    }

    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description = {
                "Registers a model with partitions and an index of its own; computes nothing.",
                "FOLDER is what sentence-transformers writes, with an ONNX export and 1024",
                "dimensions; `shipped` is the model that comes with the program.",
                "Again changes nothing; files that moved are found again so."
            })
    int add(
            @Parameters(paramLabel = "FOLDER", description = "of the model, or `shipped`")
                    Path folder,
            @Option(
                            names = "--license",
                            paramLabel = "NAME",
                            description = "instead of what its README.md says")
                    @Nullable String license,
            @Option(
                            names = "--query-prefix",
                            paramLabel = "TEXT",
                            description = "put before postings, instead of the folder's prompt")
                    @Nullable String queryPrefix,
            @Option(
                            names = "--passage-prefix",
                            paramLabel = "TEXT",
                            description = "put before candidates, instead of the folder's prompt")
                    @Nullable String passagePrefix)
            throws SQLException {
        boolean ships = folder.toString().equals(ModelWork.SHIPPED);
        try (Session session = Session.open(WorkingRole.BATCH)) {
            StoredModel added =
                    new ModelWork(session)
                            .add(
                                    ships ? Optional.empty() : Optional.of(folder),
                                    Optional.ofNullable(license),
                                    Optional.ofNullable(queryPrefix),
                                    Optional.ofNullable(passagePrefix));
            Console.print(
                    "%s is model %d, sha256 %s, license %s"
                            .formatted(
                                    added.label(),
                                    added.id().value(),
                                    added.artifactSha256(),
                                    added.license()));
            if (!ships) {
                ModelWork.otherName(folder, added).ifPresent(Console::say);
            }
            if (!added.isBuilt()) {
                Console.say("next: matchmill models build " + added.name());
            }
        }
        return ExitCode.OK.code();
    }

    @Command(
            name = "compare",
            mixinStandardHelpOptions = true,
            description = {
                "Compares the neighbours that two models give the same postings.",
                "Overlap of the k nearest, nDCG@10 by judgements (evaluate import), and how",
                "far similarities shift. Judged postings come first, then others."
            })
    int compare(
            @Parameters(paramLabel = "A", description = "a model") String first,
            @Parameters(paramLabel = "B", description = "another model") String second,
            @Option(
                            names = "--k",
                            paramLabel = "N",
                            defaultValue = "10",
                            description = "how many of the nearest; default ${DEFAULT-VALUE}")
                    int k,
            @Option(
                            names = "--postings",
                            paramLabel = "N",
                            defaultValue = "100",
                            description = "postings at most; default ${DEFAULT-VALUE}")
                    int postings,
            @Mixin OutputOption format) {
        OutputFormat output = format.tableOrJson();
        if (k < 1 || k > 1000 || postings < 1) {
            throw new IllegalUsageException("--k must be 1 to 1000, --postings at least 1.");
        }
        try (Session session = Session.open(WorkingRole.BATCH)) {
            ModelWork work = new ModelWork(session);
            ModelComparison comparison =
                    new CompareModels(work.source())
                            .compare(work.model(first), work.model(second), k, postings);
            print(output, comparison, comparison.table());
        }
        return ExitCode.OK.code();
    }

    @Command(
            name = "activate",
            mixinStandardHelpOptions = true,
            description = {
                "Makes a model the one that embeds and matches, in one transaction.",
                "Exit code 4 when somebody lacks a vector of it, or when nDCG@10 of judged",
                "postings drops beyond matchmill.jobs.quality.largest-drop.",
                "The model that was active last may always come back, and its matches are",
                "shown again at once; otherwise the next match shows the new ones."
            })
    int activate(
            @Parameters(paramLabel = "MODEL", description = "to activate") String model,
            @Option(
                            names = "--accept-drop",
                            description = "even if quality drops; the audit trail says so")
                    boolean acceptDrop,
            @Mixin OutputOption format)
            throws SQLException {
        OutputFormat output = format.tableOrJson();
        try (Session session = Session.open(WorkingRole.BATCH)) {
            ActivateModel.Activated activated = new ModelWork(session).activate(model, acceptDrop);
            print(
                    output,
                    activated,
                    "%s is active, changed in %d ms; %d postings show its earlier matches again\n"
                            .formatted(
                                    activated.model(),
                                    activated.milliseconds(),
                                    activated.shownAgain()));
            if (activated.unrefreshed() > 0) {
                Console.say(
                        activated.unrefreshed()
                                + " postings show matches of another model until the next"
                                + " matchmill match");
            }
        }
        return ExitCode.OK.code();
    }

    @Command(
            name = "drop",
            mixinStandardHelpOptions = true,
            description = {
                "Shows what dropping a model's vectors takes away; --apply drops them.",
                "Never the active one. Its row stays; models add brings it back, empty."
            })
    int drop(
            @Parameters(paramLabel = "MODEL", description = "to drop") String model,
            @Option(names = "--apply", description = "drop, and not only show") boolean apply,
            @Mixin OutputOption format)
            throws SQLException {
        OutputFormat output = format.tableOrJson();
        try (Session session = Session.open(WorkingRole.BATCH)) {
            DropModel.Plan plan = new ModelWork(session).drop(model, apply);
            print(output, plan, plan.table());
            Console.say(
                    apply ? plan.model() + " is dropped" : "nothing was dropped; --apply does it");
        }
        return ExitCode.OK.code();
    }

    @Command(
            name = "unmatchable",
            mixinStandardHelpOptions = true,
            description = "Candidates whom matching cannot find, each with the reason.")
    int unmatchable(
            @Option(
                            names = "--model",
                            paramLabel = "MODEL",
                            description = "by which model; default the active one")
                    @Nullable String model,
            @Option(
                            names = "--max-items",
                            paramLabel = "N",
                            defaultValue = "100",
                            description = "how many are listed; default ${DEFAULT-VALUE}")
                    int limit,
            @Mixin OutputOption format) {
        IllegalUsageException.unlessPositive("--max-items", limit);
        OutputFormat output = format.tableOrJson();
        try (Session session = Session.open(WorkingRole.BATCH)) {
            ModelWork work = new ModelWork(session);
            StoredModel by = model == null ? work.active() : work.model(model);
            Unmatchable unmatchable = new Unmatchable(work.jdbc());
            List<Unmatchable.Line> lines = unmatchable.list(by.id(), limit);
            List<Unmatchable.Count> counts = unmatchable.count(by.id());
            Map<String, Object> both = new LinkedHashMap<>();
            both.put("model", by.label());
            both.put("counts", counts);
            both.put("candidates", lines);
            print(output, both, Unmatchable.table(lines, counts));
        }
        return ExitCode.OK.code();
    }

    private static void print(OutputFormat output, Object values, String text) {
        Console.print(
                output == OutputFormat.JSON ? Json.pretty().writeValueAsString(values) : text);
    }
}
