package dev.matchmill.readers.profile;

import java.util.List;

/** The lines below one heading; the first section has none and holds name and contacts. */
record Section(Kind kind, List<Line> lines) {

    enum Kind {
        HEADER,
        SUMMARY,
        EXPERIENCE,
        EDUCATION,
        SKILLS,
        LANGUAGES,
        CERTIFICATIONS,
        PROJECTS,
        ACCOMPLISHMENTS,
        PUBLICATIONS,
        AFFILIATIONS,
        INTERESTS,
        PERSONAL,
        REFERENCES,
        OTHER
    }

    Section {
        lines = List.copyOf(lines);
    }

    boolean is(Kind wanted) {
        return kind == wanted;
    }
}
