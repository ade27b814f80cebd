package dev.matchmill.jobs.subject;

import java.util.List;
import java.util.SortedSet;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * By what a person would be recognised: taken before the erasure, kept in memory only, never stored
 * or logged.
 *
 * @param certain lower-case texts that stand for this person alone: addresses, phone numbers as
 *     written and in bare digits, keys of stored objects
 * @param possible lower-case texts that others may share: full names, names of files
 */
public record SubjectMarkers(SortedSet<String> certain, SortedSet<String> possible) {

    /** Of everything that is stored about the subject now. */
    public static SubjectMarkers of(JdbcClient jdbc, Subject subject) {
        throw new UnsupportedOperationException("in work");
    }

    /** No text: markers are a person's data. */
    @Override
    public String toString() {
        return "SubjectMarkers[%d certain, %d possible]".formatted(certain.size(), possible.size());
    }

    /** In their order. */
    List<String> all() {
        return Stream.concat(certain.stream(), possible.stream()).toList();
    }
}
