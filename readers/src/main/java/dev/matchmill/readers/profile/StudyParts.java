package dev.matchmill.readers.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The parts of a line on education: schools, subjects, and what is neither. */
final class StudyParts {

    private static final int LONGEST_NAME = 120;
    private static final Set<String> SUBJECTS = Words.of("subjects.txt");
    private static final Set<String> OF = Set.of("of", "at", "for", "de", "der", "des", "di", "da");
    private static final Pattern SEPARATOR =
            Pattern.compile(
                    "\\t|\\s?[|;:\u2022\u00B7(),\u2013\u2014]\\s?|\\s-\\s?|\\s{3,}|\u00EF\u00BC.?|\\b(?:at|from|bei|an"
                        + " der)\\s(?=\\p{Lu})|(?<=\\p{Ll})(?=City\\b)|\\b(?:GPA|Minor|Major|Expected|Cum"
                        + " Laude|Magna Cum Laude|Summa Cum Laude)\\b|\\b(?:City|State)\\b(?!"
                        + " (?:University|College|School|of|Univ|Tech|Polytechnic|Institute))");
    private static final Pattern DATE =
            Pattern.compile(
                    "(?:\\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|January|February|March|April|June|July|August|September|October|November|December|Spring|Summer|Fall|Winter)\\.?"
                        + " )?\\d{0,2}[/.]?\\b(?:19|20)\\d\\d\\b(?:[-/]\\d\\d\\b)?",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern SCHOOL =
            Pattern.compile(
                    "\\b(?:university|univ\\.?|college|school|institute?|academy|polytechnic|seminary|conservatory|gymnasium|universit\u00E4t|hochschule|fachhochschule|akademie|schule|berufsschule|realschule|gesamtschule|universit\u00E9|lyc\u00E9e|\u00E9cole|ecole|institut|iut|universidad|universitat|instituto|colegio|escuela|facultad|polit\u00E9cnic[oa]|universidade|faculdade|escola|universit\u00E0|politecnico|istituto|scuola|liceo|universiteit|hogeschool|uniwersytet|politechnika|universitet|h\u00F6gskola|senior"
                        + " high|\\p{L}+ high|virginia tech|georgia tech|texas"
                        + " tech|caltech|mit|ucla|usc|nyu|eth"
                        + " z\u00FCrich|eth|epfl|iit|iiit|nit|bits|lse|ucl|kth|tu|uc|cuny|suny|insead|hec)\\b",
                    Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern SHORT_NAME =
            Pattern.compile("(?i)(?:mit|ucla|usc|nyu|eth|epfl|lse|ucl|kth|insead|hec|caltech)");
    private static final Pattern ACRONYM =
            Pattern.compile(
                    "\\b(?:mit|ucla|usc|nyu|eth|epfl|iit|iiit|nit|bits|lse|ucl|kth|tu|uc|cuny|suny|iut|hec)\\b");
    private static final Pattern KIND_ONLY =
            Pattern.compile(
                    "(?i)(?:the )?(?:high school|community college|college"
                        + " prep(?:aratory|aration)?|graduate"
                        + " school|university|college|school|institute|academy|some college|senior"
                        + " high|middle school|trade school)");
    private static final Pattern NO_SCHOOL =
            Pattern.compile(
                    "(?i).*(?:diploma|equivalen|graduate$|coursework|dean['\u2019]?s"
                            + " list|gpa|scholarship|president|member|captain|teacher|honor"
                            + " roll|\\bteam\\b).*|some college");
    private static final Pattern SCHOOL_AT_END = Pattern.compile("(?i)(?:school|liceo)$");
    private static final Pattern LEAD =
            Pattern.compile(
                    "^(?:Present|Current|Currently|Graduated?(?: of|"
                            + " from)?|Attended|Attending|Evaluation|Expected|Degree|Diploma|GPA)"
                            + " (?=\\p{Lu})");
    private static final Pattern EDGES =
            Pattern.compile("^[^\\p{L}\\p{N}]{1,10}|[^\\p{L}\\p{N}.)]{1,10}$");

    private StudyParts() {}

    /** The parts of a line between separators and dates. */
    static List<String> of(String text) {
        List<String> parts = new ArrayList<>();
        for (String part : SEPARATOR.split(DATE.matcher(text).replaceAll(" | "), 40)) {
            String plain = EDGES.matcher(part.strip()).replaceAll("").strip();
            if (plain.length() > 1) {
                parts.add(plain);
            }
        }
        return parts;
    }

    /** The name of the school in a line, the first one with a name of its own. */
    static @Nullable String school(String text) {
        for (String part : of(withoutDegrees(text))) {
            String school = schoolOf(part);
            if (school != null) {
                return school;
            }
        }
        return null;
    }

    private static String withoutDegrees(String text) {
        StringBuilder without = new StringBuilder(text);
        for (Degrees.Found degree : Degrees.in(text)) {
            // "Lake High School" is a school, "High School Diploma" is none.
            if (!SCHOOL_AT_END.matcher(degree.words()).find()) {
                for (int at = degree.from(); at < degree.to(); at++) {
                    without.setCharAt(at, '|');
                }
            }
        }
        return without.toString();
    }

    /** Whether all words are those of subjects. */
    static boolean isSubject(String part) {
        for (String word : part.toLowerCase(Locale.ROOT).split("[\\s/]+", 32)) {
            if (!SUBJECTS.contains(word.replaceAll("[.,]$", ""))) {
                return false;
            }
        }
        return true;
    }

    /** The words of subjects before the school's name, without it. */
    static @Nullable String subjectBefore(String part) {
        String school = schoolOf(part);
        int at = school == null ? -1 : part.indexOf(school);
        String before = at > 0 ? part.substring(0, at).strip() : "";
        return before.length() > 2 && isSubject(before) ? before : null;
    }

    private static @Nullable String schoolOf(String part) {
        Matcher school = SCHOOL.matcher(part);
        if (!school.find() || part.length() > LONGEST_NAME || Deeds.lowerCaseWords(part) > 3) {
            return null;
        }
        boolean named =
                Character.isUpperCase(part.charAt(0))
                        && !KIND_ONLY.matcher(part).matches()
                        && !NO_SCHOOL.matcher(part).matches()
                        && (part.indexOf(' ') > 0
                                || SHORT_NAME.matcher(part).matches()
                                || part.length() > 9)
                        && !ACRONYM.matcher(part).lookingAt();
        return named ? LEAD.matcher(withoutSubject(part, school)).replaceFirst("") : null;
    }

    /**
     * "Business Administration Accounting Montclair State College" begins with what was learned.
     */
    private static String withoutSubject(String part, Matcher school) {
        List<String> all = new ArrayList<>(List.of(part.split(" ", -1)));
        String before = part.substring(0, school.start()).strip();
        int kind = before.isEmpty() ? 0 : before.split(" ", -1).length;
        boolean whole = school.group().indexOf(' ') > 0;
        boolean of = kind + 1 < all.size() && isJoining(all.get(kind + 1));
        int least = of || whole ? kind : kind - 1;
        int from = 0;
        while (from < least && isSubject(all.get(from))) {
            from++;
        }
        // "Computer Science College" is a name, "Accounting Montclair College" is none.
        boolean parted = from > 0 && (of || whole || !isSubject(all.get(from)));
        int first = parted ? from : 0;
        return String.join(" ", all.subList(first, of ? all.size() : end(all, kind)));
    }

    /** "Lake University Computer Science" ends with what was learned. */
    private static int end(List<String> all, int kind) {
        int end = all.size();
        while (end > kind + 1 && isSubject(all.get(end - 1))) {
            end--;
        }
        return end == kind + 1 ? end : all.size();
    }

    private static boolean isJoining(String word) {
        return OF.contains(word.toLowerCase(Locale.ROOT));
    }
}
