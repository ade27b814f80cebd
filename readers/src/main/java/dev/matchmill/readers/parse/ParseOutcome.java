package dev.matchmill.readers.parse;

/** How the parsing of one document ended: with text or with the reason why there is none. */
public sealed interface ParseOutcome permits ParsedDocument, RefusedDocument {}
