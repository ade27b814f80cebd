package dev.matchmill.jobs.subject;

import dev.matchmill.migrations.type.ApplicationId;
import dev.matchmill.migrations.type.CandidateId;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds whose rows are meant. A candidate who is written by ingestion at the same moment could come
 * back by it: whoever erases keeps documents from being read meanwhile.
 */
public final class Subjects {

    private static final String ALL_ADDRESSES =
            """
            SELECT email FROM candidates WHERE anonymized_at IS NULL
            UNION
            SELECT candidate_email FROM applications WHERE anonymized_at IS NULL
            UNION
            SELECT email FROM users WHERE role = 'candidate' AND anonymized_at IS NULL
            UNION
            SELECT candidate_email FROM referrals
            """;

    private final JdbcClient jdbc;
    private final Inventory inventory;
    private final SubjectFingerprint fingerprint;
    private final boolean isLocking;

    /**
     * @param jdbc as the role of erasure, which reads every store
     */
    public Subjects(JdbcClient jdbc, Inventory inventory, SubjectFingerprint fingerprint) {
        this(jdbc, inventory, fingerprint, false);
    }

    private Subjects(
            JdbcClient jdbc,
            Inventory inventory,
            SubjectFingerprint fingerprint,
            boolean isLocking) {
        this.jdbc = jdbc;
        this.inventory = inventory;
        this.fingerprint = fingerprint;
        this.isLocking = isLocking;
    }

    /**
     * The same, locking candidates and applications before it looks at what hangs by them, so that
     * nothing is added to them until the transaction in progress ends.
     */
    public Subjects locking() {
        return new Subjects(jdbc, inventory, fingerprint, true);
    }

    /** The person behind one row, with the duplicates merged into it. */
    public Subject candidate(CandidateId candidate, Extent extent) {
        return new SubjectSearch(extent, jdbc, inventory, fingerprint, isLocking)
                .find(Set.of(candidate.value()), Set.of(), Set.of());
    }

    /**
     * The person behind an address: candidate, login, applications that were never linked, archived
     * applications known by fingerprint only.
     *
     * @param address in any case
     * @return empty when nobody is known by it
     */
    public Subject address(String address, Extent extent) {
        return new SubjectSearch(extent, jdbc, inventory, fingerprint, isLocking)
                .find(Set.of(), Set.of(), Set.of(SubjectFingerprint.normalized(address)));
    }

    /** One application, live or archived; empty when there is none of that number. */
    public Subject application(ApplicationId application) {
        return new SubjectSearch(
                        new Extent.OneApplication(application),
                        jdbc,
                        inventory,
                        fingerprint,
                        isLocking)
                .find(Set.of(), Set.of(application.value()), Set.of());
    }

    /**
     * The addresses that one of these fingerprints stands for, for the replay of the ledger after a
     * restore; in their order. Reads every address of the database.
     */
    public List<String> addressesOf(Collection<byte[]> fingerprints) {
        HexFormat hex = HexFormat.of();
        Set<String> wanted = fingerprints.stream().map(hex::formatHex).collect(Collectors.toSet());
        try (Stream<String> all =
                jdbc.sql(ALL_ADDRESSES).withFetchSize(1000).query(String.class).stream()) {
            return List.copyOf(
                    all.filter(a -> wanted.contains(hex.formatHex(fingerprint.fingerprint(a))))
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
    }
}
