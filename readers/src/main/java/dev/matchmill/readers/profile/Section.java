package dev.matchmill.readers.profile;

import java.util.List;

/** The lines below one heading; the first section has none and holds name and contacts. */
public record Section(Kind kind, List<Line> lines) {

    /** What a heading announces. */
    public enum Kind {
        HEADER,
        SUMMARY,
        EXPERIENCE,
        EDUCATION,
        SKILLS,
        LANGUAGES,
        CERTIFICATIONS,
        TRAINING,
        PROJECTS,
        ACCOMPLISHMENTS,
        PUBLICATIONS,
        AFFILIATIONS,
        VOLUNTEERING,
        INTERESTS,
        PERSONAL,
        REFERENCES,
        OTHER
    }

    public Section {
        lines = List.copyOf(lines);
    }

    public boolean is(Kind wanted) {
        return kind == wanted;
    }
}
