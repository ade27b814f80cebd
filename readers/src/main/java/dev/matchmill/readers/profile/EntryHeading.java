package dev.matchmill.readers.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Title and company out of the lines that head a position. Either may come first; {@code "Company
 * Name"} and {@code "City, State"} are blanks that nobody filled in.
 */
record EntryHeading(@Nullable String title, @Nullable String company, boolean isBlank) {

    private static final Pattern SEPARATOR =
            Pattern.compile(
                    "\\s*[|\u2022\u00B7"
                        + "\t;\uFF0D\uFF0C\u00BB\u203A\u2502\u200B]\\s*|\\s+[-\u2013\u2014/~]+\\s+|\\s*\u2014\\s*|,\\s+|\\s+,\\s*|\\s{3,}|\\s+@\\s+|\\s+(?:at|bei|chez|en)\\s+(?=\\p{Lu})|\u00EF\u00BC.{0,2}");
    private static final Pattern BLANK =
            Pattern.compile(
                    "\\bcompany"
                        + " name\\b(?:\\s{1,3}city\\b)?(?:\\s{0,3},?\\s{0,3}state\\b)?|\\bcity\\s{0,3},?\\s{0,3}state\\b",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern COMPANY_MARK =
            Pattern.compile(
                    "\\b(?:inc|llc|ltd|limited|corp|corporation|co|company|gmbh|ag|kg|se|s\\.?a\\.?|s\\.?r\\.?l|sarl|sas|b\\.?v|plc|pvt|llp|lp|group|gruppe|holdings?|university|universit\u00E4t|universit\u00E9|universidad|college|school|schule|hospital|klinik|clinic|krankenhaus|hotel|restaurant|bank|partners|associates|solutions|services|systems|technologies|industries|enterprises|institute|center|centre|agency|department|ministry|foundation|church|airlines|airways|academy|laboratories|labs|studios?|stores?|pharmacy|consulting|insurance|logistics|district|army|navy|air"
                        + " force)\\b\\.?",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern LABEL =
            Pattern.compile(
                    "^(?:title|position|role|job"
                            + " title|company|employer|organization|client|designation)\\s?:\\s*",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern EDGES =
            Pattern.compile("^[^\\p{L}\\p{N}(]{1,20}|^\u00C2\\s|[^\\p{L}\\p{N}).+#]{1,20}$");

    private static final Pattern ABBREVIATION =
            Pattern.compile(
                    "\\b(?:Inc|Ltd|Co|Corp|S\\.A|S\\.L|S\\.r\\.l|B\\.V|N\\.V|e\\.V|Bros|Jr|Sr|U\\.S\\.A|U\\.S|[A-Z]{2})\\.$");

    static final EntryHeading NONE = new EntryHeading(null, null, false);

    /** Reads one line without its dates. */
    static EntryHeading of(String words) {
        if (words.length() > 200) {
            return NONE;
        }
        boolean blankCompany = BLANK.matcher(words).find();
        String filled = BLANK.matcher(words).replaceAll(" | ");
        List<String> parts = new ArrayList<>();
        for (String part : SEPARATOR.split(filled, 32)) {
            String plain = plain(part);
            if (plain.length() > 1 && plain.length() <= 100 && !isPlace(plain)) {
                parts.add(plain);
            }
        }
        return blankCompany ? new EntryHeading(titleOfBlank(parts), null, true) : ofParts(parts);
    }

    /** "Acme Inc." ends no sentence. */
    static boolean endsInAbbreviation(String words) {
        return ABBREVIATION.matcher(words).find();
    }

    /** Words that stand for a company only because nothing told what they are. */
    EntryHeading withTitleForCompany() {
        boolean unsure = title == null && company != null && !isSurelyCompany(company);
        return unsure ? new EntryHeading(company, null, true) : this;
    }

    /** Whether the words have a mark of companies, such as "GmbH" or "Hospital". */
    static boolean isSurelyCompany(String words) {
        return COMPANY_MARK.matcher(words).find();
    }

    boolean isComplete() {
        return title != null && (company != null || isBlank);
    }

    boolean isNamed() {
        return title != null || company != null || isBlank;
    }

    /** Whether the other heading has what this one lacks, and not a second title. */
    boolean gainsFrom(EntryHeading other) {
        if (title == null) {
            return other.isNamed() && (other.title != null || !isNamed());
        }
        return other.title == null && other.isNamed();
    }

    /** The other heading fills what this one lacks. */
    EntryHeading or(EntryHeading other) {
        String anyTitle = title == null ? other.title : title;
        String anyCompany = company == null ? other.company : company;
        if (isBlank || other.isBlank) {
            // Where the company is blank, the words that are left are the title.
            return new EntryHeading(anyTitle == null ? anyCompany : anyTitle, null, true);
        }
        return new EntryHeading(anyTitle, anyCompany, false);
    }

    private static EntryHeading ofParts(List<String> parts) {
        int title = -1;
        for (int at = 0; at < parts.size() && title < 0; at++) {
            boolean company = COMPANY_MARK.matcher(parts.get(at)).find() && parts.size() > 1;
            title = JobTitles.isTitle(parts.get(at)) && !company ? at : -1;
        }
        for (int at = 0; at < parts.size() && title < 0; at++) {
            title = JobTitles.isTitle(parts.get(at)) && endsInRole(parts.get(at)) ? at : -1;
        }
        String company = null;
        for (int at = 0; at < parts.size() && company == null; at++) {
            boolean addition = title >= 0 && at > title && JobTitles.isTitle(parts.get(at));
            company = at != title && isCompany(parts.get(at)) && !addition ? parts.get(at) : null;
        }
        return new EntryHeading(title < 0 ? null : parts.get(title), company, false);
    }

    private static boolean endsInRole(String words) {
        String[] all = words.toLowerCase(Locale.ROOT).split("\\s+", 32);
        return JobTitles.isRole(all[all.length - 1]);
    }

    private static boolean isCompany(String words) {
        boolean named =
                Character.isUpperCase(words.charAt(0))
                        || Character.isDigit(words.charAt(0))
                        || Character.isUpperCase(words.charAt(1));
        boolean few = words.split("\\s+", 32).length <= 8 && !words.endsWith(".");
        return named && words.matches(".*\\p{L}.*") && (few || COMPANY_MARK.matcher(words).find());
    }

    private static @Nullable String titleOfBlank(List<String> parts) {
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

    private static boolean isPlace(String words) {
        return Gazetteer.isPlace(words)
                || words.equalsIgnoreCase("state")
                || words.equalsIgnoreCase("city");
    }

    private static String plain(String part) {
        return LABEL.matcher(EDGES.matcher(part).replaceAll("")).replaceFirst("").strip();
    }
}
