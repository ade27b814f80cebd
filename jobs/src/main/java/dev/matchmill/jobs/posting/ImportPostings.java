package dev.matchmill.jobs.posting;

import dev.matchmill.embeddings.store.ContentHash;
import dev.matchmill.jobs.ledger.Settlement;
import dev.matchmill.jobs.organization.Organizations;
import dev.matchmill.jobs.posting.PostingWriter.Asking;
import dev.matchmill.jobs.run.Piece;
import dev.matchmill.jobs.run.Progress;
import dev.matchmill.jobs.run.RunReport;
import dev.matchmill.jobs.run.Writes;
import dev.matchmill.jobs.upsert.UpsertResult;
import dev.matchmill.migrations.type.RejectionReason;
import dev.matchmill.readers.posting.FeedLine;
import dev.matchmill.readers.posting.PostingRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes a feed's postings and its books, a page in a transaction. Restartable from its beginning:
 * postings are their own ledger, and equal ones are not written again.
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
    private final FeedRegister register;
    private final Writes writes;
    private final Progress progress;
    private final RunReport report;
    private final Set<String> references = new HashSet<>();

    private @Nullable PostingLines lines;
    private FeedRegister.@Nullable Open open;
    private PostingLines.@Nullable Numbered ahead;

    ImportPostings(
            Path feed,
            String organization,
            PostingSkills skills,
            PostingWriter writer,
            Organizations organizations,
            FeedRegister register,
            Writes writes,
            Progress progress,
            RunReport report) {
        this.feed = feed;
        this.organization = organization;
        this.skills = skills;
        this.writer = writer;
        this.organizations = organizations;
        this.register = register;
        this.writes = writes;
        this.progress = progress;
        this.report = report;
    }

    /** A record and whether it holds. */
    private record Asked(String item, FeedLine<Asking> line) {}

    @Override
    public boolean next() {
        PostingLines current = open();
        List<Asked> page = new ArrayList<>();
        int characters = 0;
        while (ahead != null && page.size() < PAGE && characters < PAGE_CHARACTERS) {
            characters += characters(ahead.line());
            page.add(new Asked(ahead.item(), asking(once(ahead.line()))));
            ahead = current.next();
        }
        FeedRegister.Open books = Objects.requireNonNull(open);
        List<FeedEnd> ends = writes.inNew(() -> write(books, page));
        long stored = ends.stream().filter(end -> end instanceof FeedEnd.Written).count();
        report.importedPostings().addAndGet(stored);
        progress.advance(page.size());
        if (ahead != null) {
            return true;
        }
        close(current, books);
        return false;
    }

    private List<FeedEnd> write(FeedRegister.Open books, List<Asked> page) {
        List<Asked> good = new ArrayList<>();
        List<FeedEnd> ends = new ArrayList<>();
        for (Asked asked : page) {
            switch (asked.line()) {
                case FeedLine.Good<Asking> _ -> good.add(asked);
                case FeedLine.Bad<Asking>(long _, RejectionReason reason, String message) ->
                        ends.add(refused(asked.item(), reason, message));
            }
        }
        ends.addAll(
                writes.inHalves(
                        good,
                        this::store,
                        (asked, sqlState) ->
                                refused(
                                        asked.item(),
                                        RejectionReason.REFUSED_BY_DATABASE,
                                        "SQLSTATE " + sqlState)));
        register.add(books, ends);
        return ends;
    }

    private List<FeedEnd> store(List<Asked> page) {
        List<Asking> askings = new ArrayList<>();
        for (Asked asked : page) {
            if (asked.line() instanceof FeedLine.Good<Asking>(long _, Asking asking)) {
                askings.add(asking);
            }
        }
        List<UpsertResult> results = writer.write(askings);
        List<FeedEnd> ends = new ArrayList<>();
        for (int at = 0; at < page.size(); at++) {
            String item = page.get(at).item();
            boolean isWritten = results.get(at) instanceof UpsertResult.Written;
            String record = askings.get(at).posting().toString();
            ends.add(
                    isWritten
                            ? new FeedEnd.Written(item, ContentHash.of(record).hex())
                            : new FeedEnd.Unchanged(item));
        }
        return ends;
    }

    private static FeedEnd refused(String item, RejectionReason reason, String message) {
        return new FeedEnd.Refused(item, new Settlement.Refused(reason, "normalize", message));
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

    private PostingLines open() {
        PostingLines current = lines;
        if (current == null) {
            progress.begin("import", 0);
            current = new PostingLines(feed);
            lines = current;
            ahead = current.next();
            open =
                    writes.inNew(
                            () -> register.begin(organizations.findOrCreate(organization), feed));
        }
        return current;
    }

    private void close(PostingLines current, FeedRegister.Open books) {
        progress.end();
        current.close();
        report.addBooks(writes.inNew(() -> register.finish(books)));
        register.reasons(books).forEach(report::addReason);
    }
}
