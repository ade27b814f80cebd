package dev.matchmill.jobs.embed;

import dev.matchmill.embeddings.store.BehindCandidate;
import dev.matchmill.embeddings.store.EmbeddingStore;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Everybody who is behind, by id: for a run that has the scope alone. */
final class WholeBacklog implements CandidatePages {

    private final ActiveModel model;
    private final EmbeddingStore store;
    private final int size;
    private long after;

    WholeBacklog(ActiveModel model, EmbeddingStore store, int size) {
        this.model = model;
        this.store = store;
        this.size = size;
    }

    @Override
    public List<BehindCandidate> next() {
        List<BehindCandidate> page = store.behindCandidates(model.id(), after, size);
        if (!page.isEmpty()) {
            after = page.getLast().candidate().value();
        }
        return page;
    }

    @Override
    public boolean mayCome() {
        return false;
    }

    @Override
    public void renew() {}

    @Override
    public Set<Long> settle(Collection<Long> candidates) {
        return new TreeSet<>(candidates);
    }

    @Override
    public void release() {}
}
