package dev.matchmill.readers.profile;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Title and company out of the lines that head a position. Either may come first; {@code "Company
 * Name"} and {@code "City, State"} are blanks that nobody filled in.
 *
 * @param trust how sure it is that the company is one
 * @param wholeTitle the title with what stands beside it between weak separators, which may be a
 *     company or a part of the title ("Registered Nurse, Surgical Unit"); null when nothing does
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
        List<List<HeadingParts.Part>> pieces = HeadingParts.of(words);
        if (HeadingParts.isBlank(words)) {
            String title = HeadingTitle.ofBlank(words, pieces);
            return new EntryHeading(title, null, true, Trust.NONE, null);
        }
        return ofPieces(words, pieces);
    }

    /** Words that stand for a company only because nothing told what they are. */
    EntryHeading withTitleForCompany() {
        boolean unsure = title == null && company != null && trust != Trust.MARKED;
        return unsure ? new EntryHeading(company, null, true, Trust.NONE, null) : this;
    }

    EntryHeading withTitle(String other) {
        return new EntryHeading(other, company, isBlank, trust, null);
    }

    /** The same title in a company that another line names for several positions. */
    EntryHeading withCompany(String other, Trust otherTrust) {
        return new EntryHeading(
                wholeTitle == null ? title : wholeTitle, other, false, otherTrust, null);
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
        boolean better =
                company == null
                        || (trust == Trust.PERHAPS_PLACE
                                && other.trust.compareTo(Trust.ALONE) >= 0);
        if (title == null) {
            boolean unknown = isBlank && other.company != null && other.isShort();
            return other.isNamed()
                    && (other.title != null || !isNamed() || unknown || (better && !isBlank));
        }
        boolean surer = company == null || other.trust.compareTo(Trust.ALONE) > 0 || better;
        return other.title == null && other.isNamed() && surer;
    }

    /** The other heading fills what this one lacks, or knows the company better. */
    EntryHeading or(EntryHeading other) {
        boolean others = company == null || other.trust.compareTo(trust) > 0;
        if (isBlank || other.isBlank) {
            // Where the company is blank, the words that are left are the title.
            EntryHeading titled = title == null && other.named() != null ? other : this;
            String left = titled.wholeTitle == null ? titled.named() : titled.wholeTitle;
            return new EntryHeading(left, null, true, Trust.NONE, null);
        }
        String anyTitle = title == null ? other.title : title;
        String anyCompany = others ? other.company : company;
        // What stands at the title's comma is part of it when the company is another.
        String whole = title == null ? other.wholeTitle : wholeTitle;
        boolean apart = anyCompany != null && (title == null) != others;
        return new EntryHeading(
                apart && whole != null ? whole : anyTitle,
                anyCompany,
                false,
                others ? other.trust : trust,
                null);
    }

    /** A few words in capitals, as a title that no word tells. */
    private boolean isShort() {
        return company != null
                && company.split("\\s+", 16).length <= 5
                && Deeds.lowerCaseWords(company) == 0;
    }

    private @Nullable String named() {
        return title == null ? company : title;
    }

    private static EntryHeading ofPieces(String words, List<List<HeadingParts.Part>> pieces) {
        HeadingTitle title = HeadingTitle.of(words, pieces);
        HeadingParts.Part company = null;
        Trust trust = Trust.NONE;
        for (List<HeadingParts.Part> piece : pieces) {
            for (int at = 0; at < piece.size(); at++) {
                HeadingParts.Part part = piece.get(at);
                boolean second =
                        title != null && JobTitles.isTitle(part.words()) && !part.isMarked();
                boolean own = title != null && title.covers(part);
                boolean placed = at + 1 < piece.size() && piece.get(at + 1).isPlace();
                boolean named = part.isCompany() || (at > 0 && placed && part.isOneName());
                if (own || part.isPlace() || second || !named) {
                    continue;
                }
                boolean inCity = placed && piece.get(at + 1).isCity();
                boolean behind = title != null && title.isBefore(part, piece);
                Trust here = trust(part, behind, placed, inCity, piece.size() - at);
                if (company == null
                        || (here == Trust.MARKED && trust.compareTo(Trust.ALONE) < 0)
                        || (here == Trust.MARKED && trust == Trust.ALONE && pieces.size() > 1)) {
                    company = part;
                    trust = here;
                }
            }
        }
        return new EntryHeading(
                title == null ? null : title.words(),
                company == null ? null : company.words(),
                false,
                trust,
                title == null ? null : title.whole());
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
}
