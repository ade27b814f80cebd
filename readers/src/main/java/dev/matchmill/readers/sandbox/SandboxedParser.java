package dev.matchmill.readers.sandbox;

import dev.matchmill.migrations.type.RejectionReason;
import dev.matchmill.readers.parse.ContentGuard;
import dev.matchmill.readers.parse.DocumentParser;
import dev.matchmill.readers.parse.ParseOutcome;
import dev.matchmill.readers.parse.RefusedDocument;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Parses in child processes. A document that hangs, runs out of memory or kills its child ends with
 * that reason, and the next one gets a new child. Children are started when needed, {@link
 * SandboxSettings#childCount()} at once and one more for each slow document beside, and end with
 * this process, however it ends. Thread-safe.
 */
public final class SandboxedParser implements DocumentParser {

    private final SandboxSettings settings;
    private final String mainClass;
    private final ContentGuard guard;
    private final Places places;
    private final Deque<ParserChild> idle = new ArrayDeque<>();
    private final Set<ParserChild> all = new HashSet<>();
    private boolean closed;

    public SandboxedParser(SandboxSettings settings) {
        this(settings, ParserMain.class.getName());
    }

    /** For tests: a child that misbehaves. */
    SandboxedParser(SandboxSettings settings, String mainClass) {
        this.settings = settings;
        this.mainClass = mainClass;
        this.guard = new ContentGuard(settings.limits());
        this.places = new Places(settings.childCount(), settings.slowCount());
        PrivateFolder.removeOrphans();
    }

    /**
     * @throws SandboxException when no child can be started
     */
    @Override
    public ParseOutcome parse(byte[] content, String fileName) throws InterruptedException {
        var refused = guard.check(content);
        if (refused.isPresent()) {
            return refused.get();
        }
        try (Places.Place place = places.take()) {
            Attempt attempt = attempt(content, fileName, borrow(), place);
            if (attempt.conclusive()) {
                return attempt.outcome();
            }
            // Not this document's fault, maybe: it gets a child that no other one has used.
            return attempt(content, fileName, startChild(), place).outcome();
        }
    }

    /**
     * One try.
     *
     * @param conclusive false when the death of the child may be due to what it parsed before
     */
    private record Attempt(ParseOutcome outcome, boolean conclusive) {}

    private Attempt attempt(byte[] content, String fileName, ParserChild child, Places.Place place)
            throws InterruptedException {
        try {
            ParseOutcome outcome = child.parse(content, fileName, place::moveAside);
            boolean died =
                    outcome instanceof RefusedDocument(var reason, _)
                            && (reason == RejectionReason.CRASH
                                    || reason == RejectionReason.OUT_OF_MEMORY);
            return new Attempt(outcome, !died || child.isFresh());
        } finally {
            giveBack(child);
        }
    }

    private ParserChild borrow() throws InterruptedException {
        while (true) {
            ParserChild child = poll();
            if (child == null) {
                return startChild();
            }
            if (child.usable()) {
                return child;
            }
            discard(child);
        }
    }

    private ParserChild startChild() throws InterruptedException {
        ParserChild child = ParserChild.start(settings, mainClass);
        synchronized (this) {
            if (!closed) {
                all.add(child);
                return child;
            }
        }
        child.close();
        throw new IllegalStateException("the parser is closed");
    }

    private synchronized @Nullable ParserChild poll() {
        if (closed) {
            throw new IllegalStateException("the parser is closed");
        }
        return idle.pollFirst();
    }

    private void giveBack(ParserChild child) {
        boolean keep = child.usable();
        synchronized (this) {
            keep &= !closed;
            if (keep) {
                idle.addFirst(child);
            }
        }
        if (!keep) {
            discard(child);
        }
    }

    private void discard(ParserChild child) {
        synchronized (this) {
            all.remove(child);
        }
        child.close();
    }

    /** Process ids of the living children. */
    synchronized Set<Long> childPids() {
        Set<Long> pids = new HashSet<>();
        all.forEach(child -> pids.add(child.pid()));
        return pids;
    }

    /** Private folders of the living children. */
    synchronized Set<Path> childFolders() {
        Set<Path> folders = new HashSet<>();
        all.forEach(child -> folders.add(child.folder()));
        return folders;
    }

    /** Ends the children; documents in work end as a crash. */
    @Override
    public void close() {
        Set<ParserChild> children;
        synchronized (this) {
            closed = true;
            children = Set.copyOf(all);
            all.clear();
            idle.clear();
        }
        children.forEach(ParserChild::close);
    }
}
