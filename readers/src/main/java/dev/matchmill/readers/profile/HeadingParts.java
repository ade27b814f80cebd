package dev.matchmill.readers.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a line that heads a position: into pieces at strong separators, these at commas. */
final class HeadingParts {

    private static final Pattern STRONG =
            Pattern.compile(
                    "\\s*[|\u2022\u00B7"
                        + "\t;\uFF0D\uFF0C\u00BB\u203A\u2502\u200B]\\s*|\\s+[-\u2013\u2014/~]+\\s+|\\s*\u2014\\s*|\\s{3,}|\\s+@\\s+|\\s+(?:at|bei|chez|en)\\s+(?=\\p{Lu})|\u00EF\u00BC.{0,2}");
    // "Acme, Inc." is one name.
    private static final Pattern COMMA =
            Pattern.compile(
                    "(?:,\\s+|\\s+,\\s*)(?!(?:Inc|LLC|L\\.L\\.C|Ltd|LLP|L\\.P|LP|P\\.C|PLC|Corp|Co(?!-)|GmbH|S\\.A|S\\.L|SA|SL|AG|N\\.A)\\b)");
    private static final Pattern IN_BRACKETS = Pattern.compile("\\s?\\(([^()]{0,60})\\)");
    private static final Pattern BLANK =
            Pattern.compile(
                    "\\bcompany"
                        + " name\\b(?:\\s{1,3}city\\b)?(?:\\s{0,3},?\\s{0,3}state\\b)?|\\bcity\\s{0,3},?\\s{0,3}state\\b",
                    Pattern.CASE_INSENSITIVE);
    // "2 yrs 3 mos", "(1 year 5 months)"
    private static final Pattern DURATION =
            Pattern.compile(
                    "\\(?\\b\\d{1,2}\\+?\\s?(?:years?|yrs?|jahre?|ans?|a\u00F1os?|months?|mos?|monate?|mois|meses)\\b\\.?(?:,?\\s(?:and\\s)?\\d{1,2}\\s?(?:months?|mos?|monate?|mois|meses)\\b\\.?)?\\)?",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern ALSO_PLACES = Pattern.compile("\\s[&/]\\s|\\sand\\s|/");
    private static final Pattern REMOTE =
            Pattern.compile(
                    "(?:fully |100% )?(?:remote(?:ly)?|hybrid|on-?site|home"
                        + " office|t\u00E9l\u00E9travail|remoto|full[- ]time|part[-"
                        + " ]time|contract|temporary|freelance|seasonal|permanent|vollzeit|teilzeit|temps"
                        + " plein|cdi|cdd)",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern YEAR = Pattern.compile("\\b(?:19|20)\\d\\d$");
    private static final int LONGEST_BEFORE_BLANK = 90;
    private static final int MOST_PIECES = 32;
    private static final Pattern COMPANY_MARK =
            Pattern.compile(
                    "\\b(?:inc|llc|ltd|ltda|limited|corp|corporation|co|company|gmbh|ag|kg|ohg|se|s\\.?a|s\\.?l|s\\.?r\\.?l|s\\.?p\\.?a|sarl|sas|a/s|aps|oy|oyj|ab|asa|kft|sp\\."
                        + " z o\\.o|d\\.o\\.o|s\\.r\\.o|b\\.?v|n\\.v|plc|pvt|pty|llp|lp|group|groupe|gruppe|grupo|holdings?|university|universit\u00E4t|universit\u00E9|universidad|universidade|college|school|schools|schule|hospital|infirmary|klinikum|klinik|clinic|krankenhaus|hotel|hostal|restaurant|ristorante|osteria|bank|partners|associates|solutions|services|systems|technologies|industries|enterprises|institute|center|centre|agency|department"
                        + " of|ministry|foundation|church|airlines|airways|academy|laboratories|labs|studios?|stores?|pharmacy|consulting|insurance|logistics|district|army|navy|air"
                        + " force|care home|nursing home|association|council|trust|& sons|&"
                        + " co|brothers|bros|verein|stiftung|werke)\\b\\.?",
                    Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);
    // "Lakefront Iron & Concrete Builders": many of a trade are a company.
    private static final Pattern TRADE =
            Pattern.compile(
                    "\\s(?:builders|consultants|engineers|architects|contractors|designers|recruiters|accountants|advisors|advisers|caterers|brewers|publishers|developers|realtors|distributors|movers|printers|makers)$",
                    Pattern.CASE_INSENSITIVE);
    // A part of a company, or of a school's timetable.
    private static final Pattern DEPARTMENT =
            Pattern.compile(
                    "(?:^|\\s)(?:unit|department|dept\\.?|intensive"
                        + " care|ward|team|division|section|icu|shift|program|care|(?:year|grade|level|band|class|key"
                        + " stage|region|zone) \\d{1,2})$",
                    Pattern.CASE_INSENSITIVE);
    private static final String LABELS =
            "(?:title|position|role|job"
                + " title|designation|company|employer|organi[sz]ation|client|firm|firma|unternehmen|arbeitgeber|employer"
                + " name|company"
                + " name|entreprise|empresa|puesto|cargo|poste|stelle|t\u00E4tigkeit|position"
                + " held|location|ort|period|dates?|duration|tenure|zeitraum|dauer|p\u00E9riode|periodo|dates?"
                + " of employment|employment dates?|dates? employed|from|time)";
    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS;
    private static final Pattern LABEL = Pattern.compile("^" + LABELS + "\\s?:\\s*", FLAGS);
    private static final Pattern ONLY_LABEL = Pattern.compile(LABELS + "\\s?:?", FLAGS);
    private static final Pattern EDGES =
            Pattern.compile("^[^\\p{L}\\p{N}(]{1,20}|^\u00C2\\s|[^\\p{L}\\p{N}).+#]{1,20}$");

    private HeadingParts() {}

    /** "5 years 2 months". */
    static boolean isDuration(String words) {
        return DURATION.matcher(words.strip()).matches();
    }

    static boolean isBlank(String words) {
        return BLANK.matcher(words).find();
    }

    /** The words up to a blank that nobody filled in, with it; all when there is none. */
    static String upToBlank(String words) {
        Matcher blank = BLANK.matcher(words);
        return blank.find() && blank.start() > 2 && blank.start() <= LONGEST_BEFORE_BLANK
                ? words.substring(0, blank.end())
                : words;
    }

    /** The parts of each piece; places are kept, since they tell what stands before them. */
    static List<List<Part>> of(String words) {
        String filled = withoutPlaces(blanked(DURATION, blanked(BLANK, words)));
        List<List<Part>> pieces = new ArrayList<>();
        Matcher strong = STRONG.matcher(filled);
        int from = 0;
        while (from <= filled.length() && pieces.size() < MOST_PIECES) {
            boolean more = strong.find(from) && strong.end() > from;
            List<Part> parts = parts(filled, from, more ? strong.start() : filled.length());
            if (!parts.isEmpty()) {
                pieces.add(parts);
            }
            from = more ? strong.end() : filled.length() + 1;
        }
        return pieces;
    }

    private static List<Part> parts(String filled, int start, int end) {
        List<Part> parts = new ArrayList<>();
        Matcher comma = COMMA.matcher(filled).region(start, end).useTransparentBounds(true);
        int from = start;
        while (from <= end && parts.size() < MOST_PIECES) {
            boolean more = comma.find();
            int to = more ? comma.start() : end;
            String part = filled.substring(from, Math.max(from, to));
            String plain = plain(part);
            boolean label = ONLY_LABEL.matcher(part.strip()).matches();
            if (plain.length() > 1 && plain.length() <= 100 && !label) {
                int at = filled.indexOf(plain, from);
                parts.add(new Part(plain, at, at + plain.length()));
            }
            from = more ? comma.end() : end + 1;
        }
        for (int at = 0; at + 1 < parts.size(); at++) {
            if (parts.get(at).isTownOf(parts.get(at + 1))) {
                parts.set(at, parts.get(at).asTown());
            }
        }
        return parts;
    }

    /** Separators as long as what they replace: places in the line stay the same. */
    private static String blanked(Pattern pattern, String words) {
        return pattern.matcher(words).replaceAll(found -> separators(found.group().length()));
    }

    private static String separators(int length) {
        return length < 3 ? "|".repeat(length) : " |" + " ".repeat(length - 2);
    }

    /** Brackets that are empty, or say where: "Acme (Austin, TX)". */
    private static String withoutPlaces(String words) {
        return IN_BRACKETS
                .matcher(words)
                .replaceAll(found -> {
                    String inside = found.group(1).strip();
                    boolean place = inside.isEmpty();
                    for (String part : COMMA.split(inside, 8)) {
                        place |= new Part(plain(part), 0, 0).isPlace();
                    }
                    return place
                            ? separators(found.group().length())
                            : Matcher.quoteReplacement(found.group());
                });
    }

    private static String plain(String part) {
        String stripped = LABEL.matcher(part.strip()).replaceFirst("");
        return LABEL.matcher(EDGES.matcher(stripped).replaceAll("")).replaceFirst("").strip();
    }

    /**
     * Words between separators.
     *
     * @param town whether the land behind them proves that they are a city of it
     */
    record Part(String words, int from, int to, boolean town) {

        Part(String words, int from, int to) {
            this(words, from, to, false);
        }

        Part asTown() {
            return new Part(words, from, to, true);
        }

        /** "Menlo Park" before "USA" or "CA": too small to be believed alone. */
        boolean isTownOf(Part land) {
            String country =
                    Gazetteer.country(land.words)
                            .or(() -> Gazetteer.region(land.words))
                            .map(Location::country)
                            .orElse(null);
            return country != null
                    && !isMarked()
                    && Gazetteer.anyCity(words)
                            .filter(city -> country.equals(city.country()))
                            .isPresent();
        }

        boolean isPlace() {
            return town
                    || words.isEmpty()
                    || Gazetteer.isPlace(words)
                    || isPlaces()
                    || words.equalsIgnoreCase("state")
                    || words.equalsIgnoreCase("city")
                    || REMOTE.matcher(words).matches();
        }

        /** "Boston & Cambridge". */
        private boolean isPlaces() {
            return wordCount() <= 6
                    && ALSO_PLACES.splitAsStream(words).filter(Gazetteer::isPlace).count() > 0
                    && ALSO_PLACES.split(words, 4).length > 1
                    && !isMarked();
        }

        boolean isCity() {
            return town
                    || (Gazetteer.city(words).isPresent() && Gazetteer.country(words).isEmpty());
        }

        boolean isMarked() {
            return COMPANY_MARK.matcher(words).find() || isTrade();
        }

        boolean isTrade() {
            return TRADE.matcher(words).find();
        }

        boolean isDepartment() {
            return DEPARTMENT.matcher(words).find();
        }

        int wordCount() {
            return words.split("\\s+", 32).length;
        }

        boolean endsInRole() {
            String plain = words.replaceFirst("\\s?\\([^()]{0,40}\\)$", "");
            String[] all = plain.toLowerCase(Locale.ROOT).split("\\s+", 32);
            return JobTitles.isRole(all[all.length - 1]);
        }

        /** "Facebook" before "Menlo Park": an ordinary word that its place makes a name. */
        boolean isOneName() {
            return wordCount() == 1
                    && words.length() > 3
                    && Character.isUpperCase(words.charAt(0))
                    && !endsInRole()
                    && !isDepartment()
                    && !Deeds.isDeed(words);
        }

        /** Whether the words may name a company: few, and with a capital. */
        boolean isCompany() {
            boolean named =
                    Character.isUpperCase(words.charAt(0))
                            || Character.isDigit(words.charAt(0))
                            || Character.isUpperCase(words.charAt(1));
            boolean few = wordCount() <= 8 && !words.endsWith(".");
            return named
                    && (isTrade() || !endsInRole())
                    && !(wordCount() == 1 && NameShape.isOrdinary(words.toLowerCase(Locale.ROOT)))
                    && (isMarked() || Deeds.lowerCaseWords(words) <= 1)
                    && !Deeds.isDeed(words)
                    && words.matches(".*\\p{L}.*")
                    && words.indexOf('%') < 0
                    && !YEAR.matcher(words).find()
                    && !isDepartment()
                    && (few || isMarked());
        }
    }
}
