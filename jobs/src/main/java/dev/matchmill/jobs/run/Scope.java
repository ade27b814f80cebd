package dev.matchmill.jobs.run;

import java.util.List;

/** What may run once at a time. */
public enum Scope {
    /** Everything that reads documents, embeds or matches. */
    PIPELINE("pipeline", List.of("run", "ingest", "embed", "match")),
    /** Feeds of postings. */
    IMPORT("import", List.of("import"));

    private final String label;
    private final List<String> commands;

    Scope(String label, List<String> commands) {
        this.label = label;
        this.commands = commands;
    }

    /** Name of the lock. */
    public String label() {
        return label;
    }

    /** Commands (and jobs) that share the lock. */
    public List<String> commands() {
        return commands;
    }
}
