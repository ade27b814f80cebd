package dev.matchmill.jobs.posting;

import dev.matchmill.jobs.ledger.Settlement;
import dev.matchmill.jobs.ledger.SourceRegister;
import dev.matchmill.jobs.organization.Organizations;
import dev.matchmill.jobs.posting.PostingWriter.Asking;
import dev.matchmill.jobs.rejection.DeadLetters;
import dev.matchmill.jobs.run.Books;
import dev.matchmill.jobs.run.Piece;
import dev.matchmill.jobs.run.Progress;
import dev.matchmill.jobs.run.RunReport;
import dev.matchmill.jobs.run.Writes;
import dev.matchmill.jobs.upsert.UpsertResult;
import dev.matchmill.migrations.type.RejectionReason;
import dev.matchmill.migrations.type.SourceId;
import dev.matchmill.readers.posting.FeedLine;
import dev.matchmill.readers.posting.PostingFeed;
import dev.matchmill.readers.posting.PostingRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes a feed's postings, a page in a transaction. Restartable from its beginning: postings are
 * their own ledger, and equal ones are not written again.
 */
final class ImportPostings implements Piece {

    /** Lines written by one statement. */
    private static final int PAGE = 1000;

    /** A page ends earlier when it has so much text: it stands in memory a few times. */
    private static final int PAGE_CHARACTERS = 4_000_000;

    private final Path feed;
    private final String organization;
    private final PostingSkills skills;
    private final PostingWriter writer;
    private final Organizations organizations;
    private final SourceRegister sources;
    private final DeadLetters deadLetters;
    private final Writes writes;
    private final Progress progress;
    private final RunReport report;
    private final Set<String> references = new HashSet<>();

    private @Nullable Stream<FeedLine<PostingRecord>> lines;
    private @Nullable Iterator<FeedLine<PostingRecord>> rest;

    ImportPostings(
            Path feed,
            String organization,
            PostingSkills skills,
            PostingWriter writer,
            Organizations organizations,
            SourceRegister sources,
            DeadLetters deadLetters,
            Writes writes,
            Progress progress,
            RunReport report) {
        this.feed = feed;
        this.organization = organization;
        this.skills = skills;
        this.writer = writer;
        this.organizations = organizations;
        this.sources = sources;
        this.deadLetters = deadLetters;
        this.writes = writes;
        this.progress = progress;
        this.report = report;
    }

    @Override
    public boolean next() {
        Iterator<FeedLine<PostingRecord>> current = open();
        List<FeedLine<Asking>> page = new ArrayList<>();
        int characters = 0;
        while (current.hasNext() && page.size() < PAGE && characters < PAGE_CHARACTERS) {
            FeedLine<PostingRecord> line = current.next();
            characters += characters(line);
            page.add(asking(once(line)));
        }
        Page written = writes.inNew(() -> write(page));
        report.addBooks(written.books());
        report.importedPostings().addAndGet(written.books().stored());
        written.reasons().forEach(reason -> report.addReason(reason.label(), 1));
        progress.advance(page.size());
        if (current.hasNext()) {
            return true;
        }
        close();
        return false;
    }

    private record Page(Books books, List<RejectionReason> reasons) {}

    private Page write(List<FeedLine<Asking>> page) {
        SourceId source =
                sources.registerFeed(organizations.findOrCreate(organization), feed.toString());
        List<FeedLine.Good<Asking>> good = new ArrayList<>();
        List<FeedLine<Boolean>> ends = new ArrayList<>();
        for (FeedLine<Asking> line : page) {
            switch (line) {
                case FeedLine.Good<Asking> posting -> good.add(posting);
                case FeedLine.Bad<Asking>(long number, RejectionReason reason, String message) ->
                        ends.add(new FeedLine.Bad<>(number, reason, message));
            }
        }
        ends.addAll(writes.inHalves(good, this::store, ImportPostings::refused));
        return close(source, ends);
    }

    // Whether each was written.
    private List<FeedLine<Boolean>> store(List<FeedLine.Good<Asking>> lines) {
        List<UpsertResult> results =
                writer.write(lines.stream().map(FeedLine.Good::value).toList());
        List<FeedLine<Boolean>> ends = new ArrayList<>();
        for (FeedLine.Good<Asking> line : lines) {
            boolean isWritten = results.get(ends.size()) instanceof UpsertResult.Written;
            ends.add(new FeedLine.Good<>(line.line(), isWritten));
        }
        return ends;
    }

    private static FeedLine<Boolean> refused(FeedLine.Good<Asking> line, String sqlState) {
        return new FeedLine.Bad<>(
                line.line(), RejectionReason.REFUSED_BY_DATABASE, "SQLSTATE " + sqlState);
    }

    private Page close(SourceId source, List<FeedLine<Boolean>> ends) {
        long stored = 0;
        List<String> through = new ArrayList<>();
        List<RejectionReason> reasons = new ArrayList<>();
        for (FeedLine<Boolean> end : ends) {
            String item = "line " + end.line();
            switch (end) {
                case FeedLine.Good<Boolean>(long _, Boolean isWritten) -> {
                    through.add(item);
                    stored += isWritten ? 1 : 0;
                }
                case FeedLine.Bad<Boolean>(long _, RejectionReason reason, String message) -> {
                    reasons.add(reason);
                    deadLetters.record(
                            source, item, new Settlement.Refused(reason, "normalize", message));
                }
            }
        }
        deadLetters.resolve(source, through);
        long unchanged = through.size() - stored;
        return new Page(
                new Books(ends.size(), stored, unchanged, 0, 0, reasons.size(), 0), reasons);
    }

    // Two lines of one posting would overwrite each other in every import.
    private FeedLine<PostingRecord> once(FeedLine<PostingRecord> line) {
        return switch (line) {
            case FeedLine.Good<PostingRecord>(long number, PostingRecord posting)
                    when !references.add(owner(posting) + '\n' + posting.externalRef()) ->
                    new FeedLine.Bad<>(
                            number,
                            RejectionReason.INVALID_RECORD,
                            "an earlier line has its reference");
            case FeedLine.Good<PostingRecord> good -> good;
            case FeedLine.Bad<PostingRecord> bad -> bad;
        };
    }

    private String owner(PostingRecord posting) {
        String owner = posting.organization();
        return owner == null ? organization : owner;
    }

    private FeedLine<Asking> asking(FeedLine<PostingRecord> line) {
        return switch (line) {
            case FeedLine.Good<PostingRecord>(long number, PostingRecord posting) ->
                    new FeedLine.Good<>(
                            number, new Asking(owner(posting), posting, skills.of(posting)));
            case FeedLine.Bad<PostingRecord>(long number, RejectionReason reason, String message) ->
                    new FeedLine.Bad<>(number, reason, message);
        };
    }

    private static int characters(FeedLine<PostingRecord> line) {
        return switch (line) {
            case FeedLine.Good<PostingRecord>(long _, PostingRecord posting) ->
                    length(posting.description())
                            + length(posting.requirements())
                            + length(posting.responsibilities());
            case FeedLine.Bad<PostingRecord> _ -> 0;
        };
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }

    private Iterator<FeedLine<PostingRecord>> open() {
        Iterator<FeedLine<PostingRecord>> current = rest;
        if (current == null) {
            progress.begin("import", 0);
            Stream<FeedLine<PostingRecord>> opened = PostingFeed.open(feed);
            lines = opened;
            current = opened.iterator();
            rest = current;
        }
        return current;
    }

    private void close() {
        progress.end();
        Stream<FeedLine<PostingRecord>> opened = lines;
        if (opened != null) {
            opened.close();
        }
    }
}
