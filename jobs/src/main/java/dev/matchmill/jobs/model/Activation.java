package dev.matchmill.jobs.model;

import dev.matchmill.embeddings.store.EmbeddingStore;
import dev.matchmill.embeddings.store.StoredModel;
import dev.matchmill.migrations.PreconditionException;
import dev.matchmill.migrations.type.ModelId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Whether a model may become the active one: it must have a vector of everybody, and find those who
 * were judged to suit as well as the active one. The model that was active last may always come
 * back: that way out stays open.
 *
 * @param missingPostings open postings whose text has no vector of a model
 */
public record Activation(
        EmbeddingStore store, ToLongFunction<ModelId> missingPostings, QualityGate gate) {

    /**
     * Judges.
     *
     * @param rows all models
     * @param acceptDrop whether a drop of quality is let through
     * @return what was let through and the audit trail must show; empty when nothing was
     * @throws ModelGateException if it may not
     */
    public Optional<String> admit(StoredModel wanted, List<StoredModel> rows, boolean acceptDrop) {
        if (wanted.isDropped()) {
            throw new PreconditionException(
                    wanted.label() + " was dropped: add and build it again first.");
        }
        if (!wanted.isBuilt()) {
            throw new ModelGateException(
                    wanted.label()
                            + " is not built: "
                            + missing(wanted)
                            + " have no vector of it; run matchmill models build "
                            + wanted.name());
        }
        if (wanted.id().equals(previous(rows))) {
            return Optional.empty();
        }
        if (store.behindCandidateCount(wanted.id()) > 0
                || missingPostings.applyAsLong(wanted.id()) > 0) {
            throw new ModelGateException(
                    wanted.label()
                            + " is not complete: "
                            + missing(wanted)
                            + " have no vector of it; run matchmill models build "
                            + wanted.name()
                            + ", or matchmill embed");
        }
        Optional<String> drop =
                rows.stream()
                        .filter(StoredModel::isActive)
                        .findFirst()
                        .flatMap(active -> gate.drop(active, wanted));
        if (drop.isPresent() && !acceptDrop) {
            throw new ModelGateException(
                    "with "
                            + wanted.label()
                            + " "
                            + drop.get()
                            + ", more than matchmill.jobs.quality.largest-drop allows; the active"
                            + " model stays. See matchmill models compare; --accept-drop activates"
                            + " it all the same");
        }
        return drop;
    }

    private String missing(StoredModel model) {
        return store.behindCandidateCount(model.id())
                + " candidates and "
                + missingPostings.applyAsLong(model.id())
                + " postings";
    }

    private static @Nullable ModelId previous(List<StoredModel> rows) {
        return rows.stream()
                .filter(row -> !row.isActive() && !row.isDropped() && row.retiredAt() != null)
                .max(Comparator.comparing(Activation::retired))
                .map(StoredModel::id)
                .orElse(null);
    }

    private static Instant retired(StoredModel row) {
        Instant at = row.retiredAt();
        return at == null ? Instant.EPOCH : at;
    }
}
