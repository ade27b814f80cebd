package dev.matchmill.jobs.run;

import java.util.List;

/** What may run once at a time. */
public enum Scope {
    /** Everything that reads documents, embeds or matches. */
    PIPELINE("pipeline"),
    /** Feeds of postings. */
    IMPORT("import"),
    /** Decisions about duplicates. */
    DUPLICATES("duplicates"),
    /** Vectors of a model beside the active one, built or dropped. */
    MODELS("models"),
    /** Recurring jobs; each belongs to one frequency, so each runs once at a time. */
    MAINTAIN_HOURLY("maintain hourly"),
    MAINTAIN_DAILY("maintain daily"),
    MAINTAIN_WEEKLY("maintain weekly"),
    MAINTAIN_MONTHLY("maintain monthly"),
    MAINTAIN_QUARTERLY("maintain quarterly");

    private final String label;

    Scope(String label) {
        this.label = label;
    }

    /** Name of the lock. */
    public String label() {
        return label;
    }

    /**
     * What those who share it with this command are at; who is at other work does not join them.
     */
    String work(String command) {
        return command.equals("match") ? "match --full --share" : "ingest --share or embed --share";
    }

    /** Commands (and jobs) that share the lock. */
    public List<String> commands() {
        return switch (this) {
            case PIPELINE -> List.of("run", "ingest", "embed", "match");
            case IMPORT -> List.of("import");
            case MODELS -> List.of("models build");
            case DUPLICATES -> List.of("duplicates");
            case MAINTAIN_HOURLY,
                    MAINTAIN_DAILY,
                    MAINTAIN_WEEKLY,
                    MAINTAIN_MONTHLY,
                    MAINTAIN_QUARTERLY ->
                    List.of(label);
        };
    }
}
