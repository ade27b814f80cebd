package dev.matchmill.jobs.embed;

import dev.matchmill.embeddings.store.BehindCandidate;
import dev.matchmill.embeddings.store.EmbeddingClaims;
import dev.matchmill.jobs.run.Writes;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * What several workers take from, each page claimed with a lease. A worker is done when nobody is
 * behind: what others hold it waits for, and takes over when they died.
 */
record SharedBacklog(ActiveModel model, EmbeddingClaims claims, Writes writes, int size)
        implements CandidatePages {

    @Override
    public List<BehindCandidate> next() {
        return writes.inNew(() -> claims.next(model.id(), size));
    }

    @Override
    public boolean mayCome() {
        return claims.isAnyoneLeft(model.id());
    }

    @Override
    public void renew() {
        writes.inNew(claims::renew);
    }

    @Override
    public Set<Long> settle(Collection<Long> candidates) {
        return claims.settle(model.id(), candidates);
    }

    @Override
    public void release() {
        writes.inNew(claims::release);
    }
}
