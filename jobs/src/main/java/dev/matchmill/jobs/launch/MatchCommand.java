package dev.matchmill.jobs.launch;

import dev.matchmill.embeddings.search.EngineChoice;
import dev.matchmill.embeddings.store.ModelRows;
import dev.matchmill.embeddings.store.StoredModel;
import dev.matchmill.jobs.embed.PostingCoverage;
import dev.matchmill.jobs.match.MatchExtent;
import dev.matchmill.jobs.run.Scope;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Postings and candidates in, ranked and explained matches out. */
@Command(
        name = "match",
        description =
                "Refreshes the matches that changes of postings and candidates can have changed,"
                        + " and publishes them in one swap.")
final class MatchCommand extends StageCommand {

    @Option(
            names = "--full",
            description = "match every open posting with everybody anew, whatever changed")
    private boolean full;

    @Option(
            names = "--engine",
            paramLabel = "ENGINE",
            description = {
                "how candidates near to postings are found: auto (what costs less), exact (all"
                        + " compared) or graph (the vector index, its recall measured);",
                "default: matchmill.embeddings.search.engine"
            })
    private @Nullable EngineChoice engine;

    @Mixin private BackfillOptions backfill = new BackfillOptions();

    MatchCommand() {
        super("match", Scope.PIPELINE);
    }

    @Override
    void check() {
        backfill.check();
        if (backfill.isShared() && !full) {
            throw new IllegalUsageException(
                    "--share goes with --full: only a full refresh is long enough to be shared.");
        }
    }

    @Override
    BackfillOptions backfill() {
        return backfill;
    }

    @Override
    void plan(Session session, Pipeline pipeline) {
        sayWhatIsMissing(session.get(JdbcClient.class));
        EngineChoice chosen = engine == null ? pipeline.engine() : engine;
        if (backfill.isShared()) {
            pipeline.matchShared(chosen);
        } else {
            pipeline.match(full ? MatchExtent.EVERYTHING : MatchExtent.CHANGED, chosen);
        }
    }

    private static void sayWhatIsMissing(JdbcClient jdbc) {
        Optional<StoredModel> active = new ModelRows(jdbc).active();
        if (active.isEmpty()) {
            Console.say(
                    "no embedding model is active yet, so nothing can be matched; run: matchmill"
                            + " embed");
            return;
        }
        long without = PostingCoverage.without(jdbc, active.get().id());
        if (without > 0) {
            Console.say(
                    "open postings without a vector, which match nobody: %d; run: matchmill embed"
                            .formatted(without));
        }
    }
}
