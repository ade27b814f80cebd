package dev.matchmill.jobs.embed;

import dev.matchmill.embeddings.store.BehindCandidate;
import dev.matchmill.embeddings.store.EntityEmbedder;
import dev.matchmill.embeddings.store.EntityVectors;
import dev.matchmill.embeddings.store.EqualTexts;
import dev.matchmill.jobs.run.ItemsAtWork;
import dev.matchmill.jobs.run.JobParts;
import dev.matchmill.jobs.run.Piece;
import dev.matchmill.jobs.run.RunReport;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Computes the vectors of candidates whose text changed, a page at a time. While a page is computed
 * and written the next one is read and cut already, so that no core waits for the database or for
 * the last passage of a page; a text that somebody else has a vector of is copied.
 */
final class EmbedCandidates implements Piece {

    /** How soon a worker looks again for what others may have lost. */
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Supplier<CandidatePages> backlog;
    private final EntityEmbedder embedder;
    private final EqualTexts equalTexts;
    private final VectorWriter writer;
    private final JobParts parts;
    private final Duration renewal;
    private final RunReport report;
    private @Nullable CandidatePages opened;
    private @Nullable CandidatePage ahead;

    /**
     * A step of one execution.
     *
     * @param backlog opened when the step begins
     * @param renewal how often a lease is prolonged while a page is computed
     */
    EmbedCandidates(
            Supplier<CandidatePages> backlog,
            EntityEmbedder embedder,
            EqualTexts equalTexts,
            VectorWriter writer,
            JobParts parts,
            Duration renewal,
            RunReport report) {
        this.backlog = backlog;
        this.embedder = embedder;
        this.equalTexts = equalTexts;
        this.writer = writer;
        this.parts = parts;
        this.renewal = renewal;
        this.report = report;
    }

    @Override
    public boolean next() throws InterruptedException {
        CandidatePages pages = pages();
        CandidatePage page = ahead == null ? begin(pages) : ahead;
        ahead = begin(pages);
        if (page.isEmpty()) {
            return ahead.isEmpty() ? waited(pages) : true;
        }
        ItemsAtWork.are("candidate", page.ids());
        while (!page.task().await(renewal)) {
            pages.renew();
        }
        write(pages, page);
        return true;
    }

    @Override
    public void stopped() {
        if (ahead != null) {
            ahead.task().cancel();
        }
        if (opened != null) {
            opened.release();
        }
    }

    private CandidatePages pages() {
        CandidatePages pages = opened;
        if (pages == null) {
            pages = backlog.get();
            opened = pages;
            parts.progress().begin("embed", writer.behindCandidates());
        }
        return pages;
    }

    private CandidatePage begin(CandidatePages pages) {
        List<BehindCandidate> page = pages.next();
        Set<Long> twins =
                page.isEmpty()
                        ? Set.of()
                        : equalTexts.find(writer.model().id(), CandidatePage.ids(page));
        return CandidatePage.begin(page, twins, embedder);
    }

    private boolean waited(CandidatePages pages) throws InterruptedException {
        if (pages.mayCome()) {
            Thread.sleep(PAUSE);
            return true;
        }
        parts.progress().end();
        return false;
    }

    private void write(CandidatePages pages, CandidatePage page) throws InterruptedException {
        Map<Long, EntityVectors> vectors = page.vectors();
        Set<Long> alone = writer.write(pages, vectors, CandidatePage.ids(page.copied()), report);
        if (!alone.isEmpty()) {
            // Their twins were erased meanwhile, or they themselves: writing looks again.
            List<BehindCandidate> late =
                    page.copied().stream()
                            .filter(one -> alone.contains(one.candidate().value()))
                            .toList();
            CandidatePage again = CandidatePage.begin(late, new HashSet<>(), embedder);
            writer.write(pages, again.vectors(), List.of(), report);
        }
        int done = page.computed().size() + page.copied().size();
        parts.progress().advance(done);
        parts.throttle().add(done);
        report.modelWork(embedder.work());
    }
}
