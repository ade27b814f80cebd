package dev.matchmill.migrations.pattern;

import java.util.Map;

/** How many rows are generated. Postings are {@code jobs} in the database. */
public enum DataSet {
    /** A quarter of S: what a pattern costs here tells whether it grows. */
    XS(2_500, 625, 5_000, 10_000, 12_500, 5_000),
    /** For the tests. */
    S(10_000, 2_500, 20_000, 40_000, 50_000, 20_000),
    /** For measuring. */
    M(60_000, 20_000, 100_000, 200_000, 300_000, 200_000),
    /** 100,000 users. */
    L(100_000, 50_000, 50_000, 1_000_000, 2_000_000, 1_000_000);

    private static final int POSTINGS_PER_ORGANIZATION = 30;

    private final int postings;
    private final int staff;
    private final int candidates;
    private final int applications;
    private final int notifications;
    private final int sessions;

    DataSet(
            int postings,
            int staff,
            int candidates,
            int applications,
            int notifications,
            int sessions) {
        this.postings = postings;
        this.staff = staff;
        this.candidates = candidates;
        this.applications = applications;
        this.notifications = notifications;
        this.sessions = sessions;
    }

    public int postings() {
        return postings;
    }

    public int candidates() {
        return candidates;
    }

    public int applications() {
        return applications;
    }

    /** The sizes by the names that the SQL resources of this package use. */
    Map<String, Integer> sizes() {
        return Map.of(
                "organizations", postings / POSTINGS_PER_ORGANIZATION,
                "staff", staff,
                "candidates", candidates,
                "jobs", postings,
                "applications", applications,
                "notifications", notifications,
                "sessions", sessions);
    }
}
