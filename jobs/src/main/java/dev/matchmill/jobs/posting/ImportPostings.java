package dev.matchmill.jobs.posting;

import dev.matchmill.config.database.Transactions;
import dev.matchmill.jobs.ledger.Settlement;
import dev.matchmill.jobs.ledger.SourceRegister;
import dev.matchmill.jobs.organization.Organizations;
import dev.matchmill.jobs.rejection.DeadLetters;
import dev.matchmill.jobs.run.Books;
import dev.matchmill.jobs.run.Piece;
import dev.matchmill.jobs.run.Progress;
import dev.matchmill.jobs.run.RunReport;
import dev.matchmill.jobs.run.Writes;
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
import org.springframework.dao.DataAccessException;

/**
 * Writes a feed's postings, a page in a transaction. Restartable from its beginning: postings are
 * their own ledger, and equal ones are not written again.
 */
final class ImportPostings implements Piece {

    private static final int PAGE = 100;

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
        List<FeedLine<PostingRecord>> page = new ArrayList<>();
        while (current.hasNext() && page.size() < PAGE) {
            page.add(once(current.next()));
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

    private Page write(List<FeedLine<PostingRecord>> page) {
        var owner = organizations.findOrCreate(organization);
        SourceId source = sources.registerFeed(owner, feed.toString());
        long stored = 0;
        List<RejectionReason> reasons = new ArrayList<>();
        for (FeedLine<PostingRecord> line : page) {
            String item = "line " + line.line();
            switch (line) {
                case FeedLine.Bad<PostingRecord> bad -> {
                    deadLetters.record(source, item, refused(bad.reason(), bad.message()));
                    reasons.add(bad.reason());
                }
                case FeedLine.Good<PostingRecord> good -> {
                    try {
                        stored += writes.inSavepoint(() -> write(good.value())) ? 1 : 0;
                        deadLetters.resolve(source, item, "");
                    } catch (DataAccessException refusal) {
                        if (!Transactions.isRefusal(refusal)) {
                            throw refusal;
                        }
                        RejectionReason reason = RejectionReason.REFUSED_BY_DATABASE;
                        String detail = "SQLSTATE " + Transactions.sqlState(refusal);
                        deadLetters.record(source, item, refused(reason, detail));
                        reasons.add(reason);
                    }
                }
            }
        }
        long seen = page.size();
        long rejected = reasons.size();
        return new Page(
                new Books(seen, stored, seen - stored - rejected, 0, 0, rejected, 0), reasons);
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

    private boolean write(PostingRecord posting) {
        return writer.write(
                organizations.findOrCreate(owner(posting)), posting, skills.of(posting));
    }

    private static Settlement.Refused refused(RejectionReason reason, String detail) {
        return new Settlement.Refused(reason, "normalize", detail);
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
