package dev.matchmill.jobs.subject;

import dev.matchmill.migrations.type.ApplicationId;
import dev.matchmill.migrations.type.CandidateId;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds whose rows are meant. Reads only; to be called in the transaction that erases. */
public final class Subjects {

    private final JdbcClient jdbc;
    private final SubjectFingerprint fingerprint;

    /**
     * @param jdbc as the role of erasure, which reads every store
     */
    public Subjects(JdbcClient jdbc, SubjectFingerprint fingerprint) {
        this.jdbc = jdbc;
        this.fingerprint = fingerprint;
    }

    /** The person behind a row of {@code candidates}, with the duplicates merged into it. */
    public Subject candidate(CandidateId candidate, Extent extent) {
        throw new UnsupportedOperationException("in work: " + jdbc + fingerprint);
    }

    /**
     * The person behind an address: candidate, login, applications that were never linked, archived
     * applications known by fingerprint only.
     *
     * @param address in any case
     * @return empty when nobody is known by it
     */
    public Subject address(String address, Extent extent) {
        throw new UnsupportedOperationException("in work");
    }

    /** One application, live or archived; empty when there is none of that number. */
    public Subject application(ApplicationId application) {
        throw new UnsupportedOperationException("in work");
    }

    /**
     * The addresses that one of these fingerprints stands for, for the replay of the ledger after a
     * restore. Reads every address of the database.
     */
    public List<String> addressesOf(Collection<byte[]> fingerprints) {
        throw new UnsupportedOperationException("in work");
    }
}
