package dev.matchmill.jobs.run;

import java.util.List;

/** What may run once at a time. */
public enum Scope {
    /** Everything that reads documents, embeds or matches. */
    PIPELINE("pipeline"),
    /** Feeds of postings. */
    IMPORT("import");

    private final String label;

    Scope(String label) {
        this.label = label;
    }

    /** Name of the lock. */
    public String label() {
        return label;
    }

    /** Commands (and jobs) that share the lock. */
    public List<String> commands() {
        return switch (this) {
            case PIPELINE -> List.of("run", "ingest", "embed", "match");
            case IMPORT -> List.of("import");
        };
    }
}
