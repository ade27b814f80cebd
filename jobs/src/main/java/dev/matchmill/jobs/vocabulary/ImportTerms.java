package dev.matchmill.jobs.vocabulary;

import dev.matchmill.jobs.ledger.Settlement;
import dev.matchmill.jobs.ledger.SourceRegister;
import dev.matchmill.jobs.organization.Organizations;
import dev.matchmill.jobs.rejection.DeadLetters;
import dev.matchmill.jobs.run.Books;
import dev.matchmill.jobs.run.JobParts;
import dev.matchmill.jobs.run.Piece;
import dev.matchmill.jobs.run.RunReport;
import dev.matchmill.migrations.type.RejectionReason;
import dev.matchmill.migrations.type.SourceId;
import dev.matchmill.readers.posting.FeedLine;
import dev.matchmill.readers.vocabulary.VocabularyFile;
import dev.matchmill.readers.vocabulary.VocabularyTerm;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes a vocabulary's terms, a page in a transaction. Restartable from its beginning: names are
 * their own ledger, and equal ones are not written again.
 */
final class ImportTerms implements Piece {

    /** Lines written by one statement. */
    private static final int PAGE = 1000;

    private final VocabularyFile file;
    private final TermStore.Origin origin;
    private final String organization;
    private final JobParts parts;
    private final TermStore store;
    private final RunReport report;
    private final DeadLetters deadLetters;

    private @Nullable Stream<FeedLine<VocabularyTerm>> lines;
    private @Nullable Iterator<FeedLine<VocabularyTerm>> rest;

    ImportTerms(
            VocabularyFile file,
            String version,
            String organization,
            JobParts parts,
            RunReport report) {
        this.file = file;
        this.origin =
                new TermStore.Origin(
                        file.format().kind(),
                        file.format().source().label(),
                        file.language(),
                        version);
        this.organization = organization;
        this.parts = parts;
        this.store = new TermStore(parts.jdbc());
        this.report = report;
        this.deadLetters = new DeadLetters(parts.jdbc(), parts.clock());
    }

    @Override
    public boolean next() {
        Iterator<FeedLine<VocabularyTerm>> current = open();
        List<FeedLine<VocabularyTerm>> page = new ArrayList<>();
        while (current.hasNext() && page.size() < PAGE) {
            page.add(current.next());
        }
        Page written = parts.writes().inNew(() -> write(page));
        report.addBooks(written.books());
        written.reasons().forEach(reason -> report.addReason(reason.label(), 1));
        parts.progress().advance(page.size());
        if (current.hasNext()) {
            return true;
        }
        close();
        return false;
    }

    private record Page(Books books, List<RejectionReason> reasons) {}

    private Page write(List<FeedLine<VocabularyTerm>> page) {
        Organizations organizations = new Organizations(parts.jdbc());
        SourceId source =
                new SourceRegister(parts.jdbc(), parts.clock())
                        .registerFeed(
                                organizations.findOrCreate(organization), file.path().toString());
        List<FeedLine.Good<VocabularyTerm>> good = new ArrayList<>();
        List<FeedLine<Boolean>> ends = new ArrayList<>();
        for (FeedLine<VocabularyTerm> line : page) {
            switch (line) {
                case FeedLine.Good<VocabularyTerm> term -> good.add(term);
                case FeedLine.Bad<VocabularyTerm>(long number, var reason, String message) ->
                        ends.add(new FeedLine.Bad<>(number, reason, message));
            }
        }
        ends.addAll(
                parts.writes()
                        .inHalves(good, terms -> store.put(origin, terms), ImportTerms::refused));
        return close(source, ends);
    }

    private static FeedLine<Boolean> refused(FeedLine.Good<VocabularyTerm> line, String sqlState) {
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

    private Iterator<FeedLine<VocabularyTerm>> open() {
        Iterator<FeedLine<VocabularyTerm>> current = rest;
        if (current == null) {
            parts.progress().begin("import", 0);
            Stream<FeedLine<VocabularyTerm>> opened = file.terms();
            lines = opened;
            current = opened.iterator();
            rest = current;
        }
        return current;
    }

    private void close() {
        parts.progress().end();
        Stream<FeedLine<VocabularyTerm>> opened = lines;
        if (opened != null) {
            opened.close();
        }
    }
}
