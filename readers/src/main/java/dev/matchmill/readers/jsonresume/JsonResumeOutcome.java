package dev.matchmill.readers.jsonresume;

import dev.matchmill.readers.parse.ParsedDocument;
import dev.matchmill.readers.parse.RefusedDocument;
import dev.matchmill.readers.profile.ResumeProfile;

/** How reading a JSON document ended. */
public sealed interface JsonResumeOutcome {

    /**
     * A resume.
     *
     * @param document the text that the profile's spans point into
     */
    record Resume(ParsedDocument document, ResumeProfile profile) implements JsonResumeOutcome {}

    /** No resume, or one with a field that isn't what the schema says. */
    record Refused(RefusedDocument refusal) implements JsonResumeOutcome {}
}
