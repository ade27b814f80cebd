package dev.matchmill.jobs.archive;

/** What a foreign key does to its row when the row that it names goes. */
enum OnDelete {
    /** It goes too. */
    CASCADE,
    /** It stays and names nothing. */
    SET_NULL,
    /** It keeps the other from going. */
    REFUSE;

    /** By PostgreSQL's letter in {@code pg_constraint.confdeltype}. */
    static OnDelete of(String letter) {
        return switch (letter) {
            case "c" -> CASCADE;
            case "n", "d" -> SET_NULL;
            case "a", "r" -> REFUSE;
            default -> throw new IllegalArgumentException("no such action: " + letter);
        };
    }
}
