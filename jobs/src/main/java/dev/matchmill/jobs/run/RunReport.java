package dev.matchmill.jobs.run;

import dev.matchmill.embeddings.model.ModelWork;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a run did, as it goes: its books, counters of the later stages and rejections by reason.
 * Thread-safe. Holds no personal data.
 */
public final class RunReport {

    private final AtomicLong embeddedCandidates = new AtomicLong();
    private final AtomicLong embeddedPostings = new AtomicLong();
    private final AtomicLong matchedPostings = new AtomicLong();
    private final AtomicLong matches = new AtomicLong();
    private final AtomicLong comparedPairs = new AtomicLong();
    private final AtomicLong pairsOfFull = new AtomicLong();
    private final AtomicBoolean fullRefresh = new AtomicBoolean();
    private final AtomicBoolean shared = new AtomicBoolean();
    private final AtomicLong importedPostings = new AtomicLong();
    private final SearchCounts searches = new SearchCounts();
    private final Map<String, Long> reasons = new TreeMap<>();
    private final Set<ScheduledWork> served = EnumSet.noneOf(ScheduledWork.class);
    private final AtomicLong copiedVectors = new AtomicLong();
    private final AtomicLong modelTokens = new AtomicLong();
    private final AtomicLong paddedTokens = new AtomicLong();
    private Books books = Books.EMPTY;

    /** Says, before the run begins, what it does of the schedule. */
    public synchronized void serve(ScheduledWork work) {
        served.add(work);
    }

    /** What the run does of the schedule. */
    public synchronized Set<ScheduledWork> served() {
        return Set.copyOf(served);
    }

    public synchronized void addBooks(Books more) {
        books = books.plus(more);
    }

    public synchronized Books books() {
        return books;
    }

    public synchronized void addReason(String reason, long count) {
        reasons.merge(reason, count, Long::sum);
    }

    /** Rejections and deferrals of this run by reason code, sorted by code. */
    public synchronized Map<String, Long> reasons() {
        return new TreeMap<>(reasons);
    }

    public AtomicLong embeddedCandidates() {
        return embeddedCandidates;
    }

    public AtomicLong embeddedPostings() {
        return embeddedPostings;
    }

    public AtomicLong matchedPostings() {
        return matchedPostings;
    }

    public AtomicLong matches() {
        return matches;
    }

    /** Pairs of posting and candidate that the refresh compared. */
    public AtomicLong comparedPairs() {
        return comparedPairs;
    }

    /** Pairs that a full refresh compares. */
    public AtomicLong pairsOfFull() {
        return pairsOfFull;
    }

    /** Whether every open posting was matched with everybody anew. */
    public AtomicBoolean fullRefresh() {
        return fullRefresh;
    }

    /** Whether other processes do parts of the same work, each with a report of its own. */
    AtomicBoolean shared() {
        return shared;
    }

    /** How candidates near to postings were searched. */
    public SearchCounts searches() {
        return searches;
    }

    /** Candidates that got the vectors of an equal text, which were not computed again. */
    public AtomicLong copiedVectors() {
        return copiedVectors;
    }

    /** What the model has computed since it was opened. */
    public void modelWork(ModelWork work) {
        modelTokens.set(work.tokens());
        paddedTokens.set(work.padding());
    }

    /** Tokens that the model's graphs computed. */
    public long modelTokens() {
        return modelTokens.get();
    }

    /** Computed beyond them, only to fill rows. */
    public long paddedTokens() {
        return paddedTokens.get();
    }

    public AtomicLong importedPostings() {
        return importedPostings;
    }
}
