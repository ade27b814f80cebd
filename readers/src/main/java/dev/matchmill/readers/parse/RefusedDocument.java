package dev.matchmill.readers.parse;

import dev.matchmill.migrations.type.RejectionReason;

/**
 * A document that gives no text.
 *
 * @param detail a few words for a person: a detected type, a limit; never text or names out of the
 *     document
 */
public record RefusedDocument(RejectionReason reason, String detail) implements ParseOutcome {}
