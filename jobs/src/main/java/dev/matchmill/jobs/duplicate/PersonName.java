package dev.matchmill.jobs.duplicate;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A name as its words: given names first, the surname last. Titles, degrees and particles are left
 * out, "Smith, Anna" is turned round.
 *
 * @param words in the form of {@link Letters#words}; none where no name is known
 */
record PersonName(List<String> words) {

    private static final Set<String> LEFT_OUT =
            Set.of(
                    "mr", "mrs", "ms", "miss", "dr", "prof", "herr", "frau", "ing", "dipl", "mag",
                    "phd", "md", "mba", "msc", "bsc", "ma", "ba", "jr", "sr", "ii", "iii", "iv",
                    "rn", "cpa", "pmp", "von", "van", "vom", "zu", "der", "den", "de", "di", "da",
                    "del", "della", "dos", "du", "la", "le", "el", "al", "bin", "ibn", "und", "y");

    /** How far two names agree, from nothing to everything. */
    enum Agreement {
        /** One of them is not known. */
        UNKNOWN,
        DIFFERENT,
        /** The same surname with another given name: relatives, often. */
        SURNAME,
        /**
         * The same given name with another surname: a name changed by marriage, or a coincidence.
         */
        GIVEN,
        /** All but a slip, a nickname, an initial or a second name. */
        NEAR,
        SAME
    }

    PersonName {
        words = List.copyOf(words);
    }

    static PersonName of(String fullName) {
        int comma = fullName.indexOf(',');
        String ordered = fullName;
        if (comma > 0) {
            List<String> after = kept(fullName.substring(comma + 1));
            ordered =
                    after.isEmpty()
                            ? fullName.substring(0, comma)
                            : fullName.substring(comma + 1) + " " + fullName.substring(0, comma);
        }
        return new PersonName(kept(ordered));
    }

    boolean isKnown() {
        return words.size() >= 2;
    }

    String given() {
        return words.getFirst();
    }

    String surname() {
        return words.getLast();
    }

    Agreement compare(PersonName other) {
        if (!isKnown() || !other.isKnown()) {
            return Agreement.UNKNOWN;
        }
        if (given().equals(other.given()) && surname().equals(other.surname())) {
            return Agreement.SAME;
        }
        boolean isGiven = alike(given(), other.given(), true);
        boolean isSurname = alike(surname(), other.surname(), false);
        if ((isGiven && isSurname) || isReordered(other)) {
            return Agreement.NEAR;
        }
        if (isSurname) {
            return Agreement.SURNAME;
        }
        return isGiven ? doubled(other) : Agreement.DIFFERENT;
    }

    // Anna Schmidt-Berger: one of two surnames is the other's only one.
    private Agreement doubled(PersonName other) {
        boolean isOneOfTwo =
                words.subList(1, words.size()).contains(other.surname())
                        || other.words.subList(1, other.words.size()).contains(surname());
        return isOneOfTwo ? Agreement.NEAR : Agreement.GIVEN;
    }

    private boolean isReordered(PersonName other) {
        return alike(given(), other.surname(), false) && alike(surname(), other.given(), false);
    }

    private static boolean alike(String one, String other, boolean isGiven) {
        if (one.equals(other)) {
            return true;
        }
        if (isGiven) {
            if (one.length() == 1 || other.length() == 1) {
                return one.charAt(0) == other.charAt(0);
            }
            if (Nicknames.formal(one).equals(Nicknames.formal(other))) {
                return true;
            }
        }
        int shorter = Math.min(one.length(), other.length());
        // A slip in a short word makes another word of it.
        return shorter >= 4 && Letters.distance(one, other) <= (shorter >= 8 ? 2 : 1);
    }

    private static List<String> kept(String name) {
        List<String> words = new ArrayList<>(Letters.words(name));
        words.removeIf(LEFT_OUT::contains);
        return words;
    }

    /** Without the name. */
    @Override
    public String toString() {
        return "PersonName[" + words.size() + " words]";
    }
}
