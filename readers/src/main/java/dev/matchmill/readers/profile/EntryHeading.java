package dev.matchmill.readers.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Title and company out of the lines that head a position. Either may come first; {@code "Company
 * Name"} and {@code "City, State"} are blanks that nobody filled in.
 *
 * @param trust how sure it is that the company is one
 * @param wholeTitle the title with what follows its comma, which may be a company or a part of the
 *     title ("Registered Nurse, Surgical Unit"); null when nothing follows
 */
record EntryHeading(
        @Nullable String title,
        @Nullable String company,
        boolean isBlank,
        Trust trust,
        @Nullable String wholeTitle) {

    /** Rising trust in a company. */
    enum Trust {
        NONE,
        PERHAPS_PLACE,
        BEHIND_TITLE,
        ALONE,
        PLACED,
        MARKED
    }

    static final EntryHeading NONE = new EntryHeading(null, null, false, Trust.NONE, null);

    /** Reads one line without its dates. */
    static EntryHeading of(String words) {
        if (words.length() > 200) {
            return NONE;
        }
        boolean blankCompany = HeadingParts.isBlank(words);
        List<List<HeadingParts.Part>> pieces = HeadingParts.of(words);
        if (blankCompany) {
            List<String> parts =
                    pieces.stream().flatMap(List::stream).map(HeadingParts.Part::words).toList();
            return new EntryHeading(titleOfBlank(parts), null, true, Trust.NONE, null);
        }
        return ofPieces(pieces);
    }

    /** Words that stand for a company only because nothing told what they are. */
    EntryHeading withTitleForCompany() {
        boolean unsure = title == null && company != null && trust != Trust.MARKED;
        return unsure ? new EntryHeading(company, null, true, Trust.NONE, null) : this;
    }

    /** Whether nothing is left to find in the lines beside. */
    boolean isComplete() {
        return title != null && (trust.compareTo(Trust.BEHIND_TITLE) > 0 || isBlank);
    }

    boolean isNamed() {
        return title != null || company != null || isBlank;
    }

    /** Whether the other heading has what this one lacks, and not a second title. */
    boolean gainsFrom(EntryHeading other) {
        if (title == null) {
            return other.isNamed() && (other.title != null || !isNamed());
        }
        boolean surer = company == null || other.trust.compareTo(Trust.ALONE) > 0;
        return other.title == null && other.isNamed() && surer;
    }

    /** The other heading fills what this one lacks, or knows the company better. */
    EntryHeading or(EntryHeading other) {
        boolean others = company == null || other.trust.compareTo(trust) > 0;
        String anyTitle = title == null ? other.title : title;
        String anyCompany = others ? other.company : company;
        if (isBlank || other.isBlank) {
            // Where the company is blank, the words that are left are the title.
            String left = anyTitle == null ? anyCompany : anyTitle;
            return new EntryHeading(left, null, true, Trust.NONE, null);
        }
        // What follows the title's comma is part of it when the company is another.
        String whole = title == null ? other.wholeTitle : wholeTitle;
        boolean apart = anyCompany != null && (title == null) != others;
        return new EntryHeading(
                apart && whole != null ? whole : anyTitle,
                anyCompany,
                false,
                others ? other.trust : trust,
                null);
    }

    private static EntryHeading ofPieces(List<List<HeadingParts.Part>> pieces) {
        HeadingParts.Part title = title(pieces);
        HeadingParts.Part company = null;
        Trust trust = Trust.NONE;
        String whole = null;
        for (List<HeadingParts.Part> piece : pieces) {
            int titleAt = title == null ? -1 : piece.indexOf(title);
            for (int at = 0; at < piece.size(); at++) {
                HeadingParts.Part part = piece.get(at);
                boolean second =
                        title != null && JobTitles.isTitle(part.words()) && !part.isMarked();
                if (part.equals(title) || part.isPlace() || second || !part.isCompany()) {
                    continue;
                }
                boolean placed = at + 1 < piece.size() && piece.get(at + 1).isPlace();
                boolean inCity = placed && piece.get(at + 1).isCity();
                boolean behind = titleAt >= 0 && titleAt < at;
                Trust here = trust(part, behind, placed, inCity, piece.size() - at);
                if (company == null || (here == Trust.MARKED && trust.compareTo(Trust.ALONE) < 0)) {
                    company = part;
                    trust = here;
                }
                if (title != null && titleAt >= 0 && at == titleAt + 1) {
                    whole = title.words() + ", " + part.words();
                }
            }
        }
        return new EntryHeading(
                title == null ? null : withDepartment(pieces, title),
                company == null ? null : company.words(),
                false,
                trust,
                whole);
    }

    private static Trust trust(
            HeadingParts.Part part, boolean behindTitle, boolean placed, boolean inCity, int left) {
        if (part.isMarked()) {
            return Trust.MARKED;
        }
        if (behindTitle) {
            return placed && left == 2 ? Trust.PLACED : Trust.BEHIND_TITLE;
        }
        if (placed && left == 2) {
            // "Fargo, ND" as well as "Acme, Germany": the more words, the less a city.
            return part.wordCount() > 2 || inCity ? Trust.PLACED : Trust.PERHAPS_PLACE;
        }
        return left > 1 ? Trust.PLACED : Trust.ALONE;
    }

    private static HeadingParts.@Nullable Part title(List<List<HeadingParts.Part>> pieces) {
        List<HeadingParts.Part> all = pieces.stream().flatMap(List::stream).toList();
        for (HeadingParts.Part part : all) {
            if (JobTitles.isTitle(part.words()) && !(part.isMarked() && all.size() > 1)) {
                return part;
            }
        }
        for (HeadingParts.Part part : all) {
            if (JobTitles.isTitle(part.words()) && part.endsInRole() && !part.isTrade()) {
                return part;
            }
        }
        return null;
    }

    /** "Staff Nurse, Surgical ICU" is all title. */
    private static String withDepartment(
            List<List<HeadingParts.Part>> pieces, HeadingParts.Part title) {
        for (List<HeadingParts.Part> piece : pieces) {
            int next = piece.indexOf(title) + 1;
            if (next > 0 && next < piece.size() && piece.get(next).isDepartment()) {
                return title.words() + ", " + piece.get(next).words();
            }
        }
        return title.words();
    }

    private static boolean endsInRole(String words) {
        String[] all = words.toLowerCase(Locale.ROOT).split("\\s+", 32);
        return JobTitles.isRole(all[all.length - 1]);
    }

    private static @Nullable String titleOfBlank(List<String> all) {
        List<String> parts = new ArrayList<>(all);
        for (String part : parts) {
            if (JobTitles.isTitle(part)) {
                return parts.size() > 1 && !endsInRole(part) ? String.join(", ", parts) : part;
            }
        }
        boolean phrase = !parts.isEmpty() && parts.getFirst().split("\\s+", 32).length <= 6;
        return phrase && Character.isUpperCase(parts.getFirst().charAt(0))
                ? parts.getFirst()
                : null;
    }
}
