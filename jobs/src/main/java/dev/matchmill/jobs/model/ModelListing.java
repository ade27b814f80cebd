package dev.matchmill.jobs.model;

import dev.matchmill.embeddings.store.EmbeddingStore;
import dev.matchmill.embeddings.store.ModelRows;
import dev.matchmill.embeddings.store.StoredModel;
import dev.matchmill.jobs.report.TextTable;
import dev.matchmill.migrations.type.ModelId;
import java.util.List;
import java.util.function.ToLongFunction;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * All models with their state and who lacks a vector of theirs.
 *
 * @param missingPostings open postings whose text has no vector of a model
 */
public record ModelListing(
        JdbcClient jdbc, EmbeddingStore store, ToLongFunction<ModelId> missingPostings) {

    /**
     * A model.
     *
     * @param state active, built (up to date beside it), building, or dropped
     * @param candidates that have vectors
     * @param missingCandidates who could have one and don't
     * @param bytes of its tables and indexes
     * @param folder of its files; empty for the one that ships
     */
    public record Line(
            long id,
            String name,
            String version,
            String state,
            long candidates,
            long missingCandidates,
            long postings,
            long missingPostings,
            long bytes,
            String license,
            String folder,
            String sha256) {}

    /** By id. */
    public List<Line> lines() {
        return new ModelRows(jdbc).all().stream().map(this::line).toList();
    }

    /** As a table. */
    public static String table(List<Line> lines) {
        if (lines.isEmpty()) {
            return "no models yet; the first embed or run registers one\n";
        }
        TextTable table =
                new TextTable(
                        "id",
                        "model",
                        "version",
                        "state",
                        "candidates",
                        "missing",
                        "postings",
                        "missing",
                        "size",
                        "license",
                        "folder");
        for (Line line : lines) {
            table.row(
                    line.id(),
                    line.name(),
                    line.version(),
                    line.state(),
                    line.candidates(),
                    line.missingCandidates(),
                    line.postings(),
                    line.missingPostings(),
                    ModelSpace.shown(line.bytes()),
                    line.license(),
                    line.folder().isEmpty() ? "-" : line.folder());
        }
        return table.render();
    }

    private Line line(StoredModel model) {
        List<ModelSpace.Taken> taken = new ModelSpace(jdbc).of(model.id().value());
        return new Line(
                model.id().value(),
                model.name(),
                model.version(),
                state(model),
                entities(taken, "candidate"),
                model.isDropped() ? 0 : store.behindCandidateCount(model.id()),
                entities(taken, "job"),
                model.isDropped() ? 0 : missingPostings.applyAsLong(model.id()),
                taken.stream().mapToLong(ModelSpace.Taken::bytes).sum(),
                model.license(),
                model.folder(),
                model.artifactSha256());
    }

    private static String state(StoredModel model) {
        if (model.isActive()) {
            return "active";
        }
        if (model.isDropped()) {
            return "dropped";
        }
        return model.isBuilt() ? "built" : "building";
    }

    private static long entities(List<ModelSpace.Taken> taken, String kind) {
        return taken.stream()
                .filter(part -> part.kind().equals(kind))
                .mapToLong(ModelSpace.Taken::entities)
                .sum();
    }
}
