package dev.matchmill.jobs.ingest;

import dev.matchmill.embeddings.store.ContentHash;
import dev.matchmill.jobs.ledger.LedgerItem;
import dev.matchmill.jobs.ledger.Settlement;
import dev.matchmill.migrations.type.RejectionReason;
import dev.matchmill.readers.blind.BlindText;
import dev.matchmill.readers.document.DocumentReadException;
import dev.matchmill.readers.document.DocumentRef;
import dev.matchmill.readers.jsonresume.JsonResumeOutcome;
import dev.matchmill.readers.jsonresume.JsonResumeReader;
import dev.matchmill.readers.parse.DocumentParser;
import dev.matchmill.readers.parse.ParseOutcome;
import dev.matchmill.readers.parse.ParsedDocument;
import dev.matchmill.readers.parse.RefusedDocument;
import dev.matchmill.readers.profile.ProfileExtractor;
import dev.matchmill.readers.profile.ResumeProfile;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Bytes to profile, for one item; needs no database. Thread-safe. */
final class ReadDocument {

    /** A line of words: less says nothing of what somebody can do. */
    private static final int LEAST_TEXT = 40;

    /** A letter may name a few skills; a resume without a position or a school names more. */
    private static final int SKILLS_OF_A_RESUME = 6;

    private static final String NO_RESUME = "a message without a resume";

    private final DocumentParser parser;
    private final JsonResumeReader reader;
    private final DocumentFiles files;
    private final Clock clock;
    private final long maxBytes;
    private final int maxAttempts;

    ReadDocument(
            DocumentParser parser,
            ProfileExtractor extractor,
            DocumentFiles files,
            Clock clock,
            long maxBytes,
            int maxAttempts) {
        this.parser = parser;
        this.reader = new JsonResumeReader(extractor);
        this.files = files;
        this.clock = clock;
        this.maxBytes = maxBytes;
        this.maxAttempts = maxAttempts;
    }

    /**
     * Reads, parses and extracts.
     *
     * @throws IOException when the source or the document store is away
     */
    ReadOutcome read(SourceWork source, LedgerItem item) throws IOException, InterruptedException {
        RefusedDocument badLine = source.badLines().get(item.externalId());
        if (badLine != null) {
            return refused(item, badLine.reason(), "normalize", badLine.detail());
        }
        if (item.attempts() > maxAttempts) {
            String detail = "the program died " + maxAttempts + " times while reading it";
            return refused(item, RejectionReason.CRASH, "extract_text", detail);
        }
        DocumentRef ref = new DocumentRef(item.externalId(), item.size());
        byte[] content;
        try {
            content = source.documents().read(ref, maxBytes);
        } catch (DocumentReadException unreadable) {
            return refused(item, unreadable.reason(), "fetch", message(unreadable));
        }
        ParseOutcome outcome = parser.parse(content, item.externalId());
        JsonResumeOutcome read;
        try {
            read = reader.read(outcome, content, item.externalId(), today());
        } catch (RuntimeException | StackOverflowError unforeseen) {
            // One odd text must not cost the others; its words stay out of the message.
            String detail = unforeseen.getClass().getSimpleName();
            return refused(item, RejectionReason.CRASH, "parse", detail);
        }
        return switch (read) {
            case JsonResumeOutcome.Refused(
                            RefusedDocument(RejectionReason reason, String detail)) ->
                    refused(item, reason, "extract_text", detail);
            case JsonResumeOutcome.Resume(ParsedDocument _, ResumeProfile profile)
                    when source.documents().isLetter(ref) && saysNothing(profile) ->
                    refused(item, RejectionReason.UNSUPPORTED_TYPE, "parse", NO_RESUME);
            case JsonResumeOutcome.Resume(ParsedDocument document, ResumeProfile profile) ->
                    resume(item, content, document, profile);
        };
    }

    // People write to such an address about other things too: nobody becomes a candidate by that.
    private static boolean saysNothing(ResumeProfile profile) {
        return profile.workHistory().isEmpty()
                && profile.education().isEmpty()
                && profile.skills().size() < SKILLS_OF_A_RESUME;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private ReadOutcome resume(
            LedgerItem item, byte[] content, ParsedDocument document, ResumeProfile profile)
            throws IOException {
        String blindText;
        try {
            blindText = BlindText.ofResume(profile, document);
        } catch (RuntimeException | StackOverflowError unforeseen) {
            String detail = unforeseen.getClass().getSimpleName();
            return refused(item, RejectionReason.CRASH, "parse", detail);
        }
        if (blindText.strip().length() < LEAST_TEXT) {
            String detail = "less than " + LEAST_TEXT + " characters to match on";
            return refused(item, RejectionReason.EMPTY, "normalize", detail);
        }
        String hash = ContentHash.ofContent(content).hex();
        files.keep(hash, content);
        return new ReadOutcome.Resume(item, hash, content.length, document, profile, blindText);
    }

    private static ReadOutcome refused(
            LedgerItem item, RejectionReason reason, String stage, String detail) {
        return new ReadOutcome.Refused(item, new Settlement.Refused(reason, stage, detail));
    }

    private static String message(DocumentReadException unreadable) {
        @Nullable String message = unreadable.getMessage();
        return message == null ? "" : message;
    }
}
