package dev.matchmill.jobs.subject;

import java.util.Collection;
import java.util.Collections;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * By what a person would be recognised: taken before the erasure, kept in memory only, never stored
 * or logged.
 *
 * @param certain lower-case texts that stand for this person alone: addresses, keys of stored
 *     objects
 * @param numbers phone numbers in bare digits, without leading zeros; in whatever way one is
 *     written, it is found
 * @param possible lower-case texts that others may share: full names, names of files
 */
public record SubjectMarkers(
        SortedSet<String> certain, SortedSet<String> numbers, SortedSet<String> possible) {

    private static final Pattern NO_DIGIT = Pattern.compile("[^0-9]");

    // Shorter ones stand in everything: ITU-T E.164 has no complete number below seven digits.
    private static final int SHORTEST_NUMBER = 7;
    // Of a longer one the last nine decide: with and without the country's code it is the same.
    private static final int TELLING_DIGITS = 9;
    private static final int SHORTEST_NAME = 4;

    public SubjectMarkers {
        certain = Collections.unmodifiableSortedSet(new TreeSet<>(certain));
        numbers = Collections.unmodifiableSortedSet(new TreeSet<>(numbers));
        possible = Collections.unmodifiableSortedSet(new TreeSet<>(possible));
    }

    /**
     * Of what is stored about the subject now. While the profile stays, a person may be recognised
     * by it: then only the keys of the objects that go are looked for.
     */
    public static SubjectMarkers of(JdbcClient jdbc, Subject subject) {
        return MarkerSearch.markers(jdbc, subject);
    }

    /** Of texts as they are written. */
    static SubjectMarkers of(
            Collection<String> certain, Collection<String> phones, Collection<String> names) {
        return new SubjectMarkers(
                lower(certain, SHORTEST_NAME),
                phones.stream()
                        .map(SubjectMarkers::digits)
                        .filter(number -> number.length() >= SHORTEST_NUMBER)
                        .collect(Collectors.toCollection(TreeSet::new)),
                lower(names, SHORTEST_NAME));
    }

    public boolean isEmpty() {
        return certain.isEmpty() && numbers.isEmpty() && possible.isEmpty();
    }

    /** No text: markers are a person's data. */
    @Override
    public String toString() {
        return "SubjectMarkers[%d certain, %d numbers, %d possible]"
                .formatted(certain.size(), numbers.size(), possible.size());
    }

    private static String digits(String phone) {
        String all = NO_DIGIT.matcher(phone).replaceAll("").replaceFirst("^0+", "");
        return all.substring(Math.max(0, all.length() - TELLING_DIGITS));
    }

    private static SortedSet<String> lower(Collection<String> texts, int shortest) {
        return texts.stream()
                .map(text -> text.strip().toLowerCase(Locale.ROOT))
                .filter(text -> text.length() >= shortest)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
