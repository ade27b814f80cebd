package dev.matchmill.jobs.match;

import dev.matchmill.embeddings.search.Neighbour;
import dev.matchmill.migrations.type.CandidateId;
import dev.matchmill.migrations.type.GenerationId;
import dev.matchmill.migrations.type.PostingId;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the steps of one refresh hand to each other. Confined to one execution. */
final class Refresh {

    private @Nullable RefreshPlan plan;
    private @Nullable GenerationId generation;
    private @Nullable OffsetDateTime lookedAt;
    private final Map<PostingId, List<Neighbour>> near = new HashMap<>();
    private final Map<PostingId, List<CandidateId>> applied = new LinkedHashMap<>();
    private final Set<PostingId> touched = new HashSet<>();

    void plan(RefreshPlan made) {
        plan = made;
    }

    /** Empty when the visible results are those of the data as it is. */
    Optional<RefreshPlan> plan() {
        return Optional.ofNullable(plan).filter(made -> !made.isNothing());
    }

    /** When the data was looked at, by the database's clock; what changed later is not seen. */
    void lookedAt(OffsetDateTime instant) {
        lookedAt = instant;
    }

    /** Empty when there was nothing to look at. */
    Optional<OffsetDateTime> lookedAt() {
        return Optional.ofNullable(lookedAt);
    }

    void generation(GenerationId begun) {
        generation = begun;
    }

    /**
     * The generation in work; empty until a posting is found to have other matches or another pool.
     */
    Optional<GenerationId> generation() {
        return Optional.ofNullable(generation);
    }

    /** A changed candidate is as near to a posting as those in its pool. */
    void near(PostingId posting, Neighbour candidate) {
        near.computeIfAbsent(posting, _ -> new ArrayList<>()).add(candidate);
    }

    /** Of a posting, those who applied and were scored. */
    void applied(PostingId posting, List<CandidateId> applicants) {
        if (!applicants.isEmpty()) {
            applied.put(posting, applicants);
        }
    }

    /** Postings in the order they were ranked. */
    Map<PostingId, List<CandidateId>> applied() {
        return Collections.unmodifiableMap(applied);
    }

    /** A changed candidate is in a posting's pool or applied to it. */
    void touch(PostingId posting) {
        touched.add(posting);
    }

    /** Changed candidates who may be in its pool now, exactly compared. */
    List<Neighbour> near(PostingId posting) {
        return Objects.requireNonNullElse(near.get(posting), List.of());
    }

    /** Whether a posting's results can be other ones now. */
    boolean concerns(PostingSide posting) {
        return posting.work() != PostingSide.Work.NONE
                || touched.contains(posting.id())
                || near.containsKey(posting.id());
    }

    boolean isTouched(PostingId posting) {
        return touched.contains(posting);
    }
}
