package dev.matchmill.readers.profile;

import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the subject that belongs to a degree: behind it, before it, or below a label. */
final class StudyField {

    private static final int LONGEST = 80;
    private static final Pattern LEAD =
            Pattern.compile(
                    "^[\\s:,(|\u2013\u2014-]{0,6}(?:\\(?hons\\.?\\)?\\s)?(?:degrees?|diploma|title)?[\\s:,(|\u2013\u2014-]{0,6}(?:(?:with"
                        + " an? )?(?:major(?:ing|ed)?|concentration|specialization|speciali[sz]ing|emphasis|focus|dual"
                        + " major|double"
                        + " major)\\s?(?:in|:|of)?\\s|in\\s(?:the\\s)?|of\\s(?:the\\s)?|en\\s|em\\s|im\\s(?:fach\\s)?|i\\s|d['\u2019]|de\\s|zum\\s|zur\\s|als\\s)?",
                    Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern LABEL =
            Pattern.compile(
                    "(?:^|\\s)(?:major(?:s|ed in)?|field of study|fields? of"
                        + " study|specialization|concentration|studienrichtung|studienfach|fachrichtung|schwerpunkt|sp\u00E9cialit\u00E9|especialidad)\\s?:\\s?([^|;\\t(]{3,80})",
                    Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern OWN_FIELD =
            Pattern.compile(
                    "\\bof"
                        + " ((?!(?i:science|arts|applied|philosophy|laws?\\b|fine|occupational|general|professional|business"
                        + " administration|engineering$|technology$|education$|letters))\\p{Lu}[\\p{L}&"
                        + " ]{3,40})$",
                    Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern NOT_A_FIELD =
            Pattern.compile(
                    "(?i)(?:degree|present|current|expected|anticipated|candidate|graduated|gpa|cum"
                        + " laude|magna|summa|honou?rs?|with|january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|fall|winter|select"
                        + " one|completed|in"
                        + " progress|pending|diploma|transcript|graduation|online|minor|dean|emphasis|major|first"
                        + " class|second class|distinction|pursuing|thesis|k1-12)\\b.*");
    private static final Pattern END =
            Pattern.compile(
                    "\\s(?:with (?:an?"
                        + " )?(?:minor|concentration|emphasis|honou?rs|specialization|focus)|minor|gpa|expected|from|at|magna|summa|cum"
                        + " laude)\\b.*",
                    Pattern.CASE_INSENSITIVE);

    private StudyField() {}

    static @Nullable String of(String text, Degrees.Found degree) {
        String behind = text.substring(degree.to());
        String next = behind(text, behind);
        Repeated repeated = repeated(behind);
        if (repeated.field != null) {
            boolean longer = repeated.cut && next != null && next.startsWith(repeated.field);
            return longer ? next : repeated.field;
        }
        if (next != null) {
            return next;
        }
        String before = before(text.substring(0, degree.from()));
        return before != null ? before : inDegree(degree.words());
    }

    private static @Nullable String behind(String text, String behind) {
        String rest = LEAD.matcher(behind).replaceFirst("");
        boolean joined = rest.length() < behind.length() || behind.startsWith(" ");
        List<String> parts = StudyParts.of(joined ? rest : "");
        if (!parts.isEmpty()) {
            String field = accepted(parts.getFirst());
            boolean more =
                    field != null
                            && parts.size() > 1
                            && rest.startsWith(field + ", ")
                            && StudyParts.isSubject(parts.get(1));
            if (field != null) {
                return more ? field + ", " + parts.get(1) : field;
            }
        }
        String label = labelled(text);
        return label != null ? label : subject(parts);
    }

    private static @Nullable String subject(List<String> parts) {
        return parts.stream()
                .filter(part -> part.length() > 3 && StudyParts.isSubject(part))
                .map(StudyField::accepted)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** "Bachelor of Mechanical Engineering" says the field itself. */
    private static @Nullable String inDegree(String words) {
        Matcher of = OWN_FIELD.matcher(words);
        return of.find() ? of.group(1) : null;
    }

    /** What a line of its own says below a label such as "Major:". */
    static @Nullable String labelled(String text) {
        Matcher label = LABEL.matcher(text);
        return label.find() ? accepted(label.group(1).strip()) : null;
    }

    private static @Nullable String before(String text) {
        List<String> parts = StudyParts.of(text);
        String last = parts.isEmpty() ? "" : parts.getLast();
        return last.length() > 3 && StudyParts.isSubject(last) ? accepted(last) : null;
    }

    private static @Nullable String accepted(String part) {
        String words = END.matcher(part).replaceFirst("").replaceAll("[\\s/&-]+$", "").strip();
        String subject = StudyParts.subjectBefore(words);
        if (subject != null) {
            words = subject;
        }
        boolean named =
                words.length() >= 2
                        && words.length() <= LONGEST
                        && (Character.isUpperCase(words.charAt(0)) || StudyParts.isSubject(words))
                        && words.split("\\s+", 32).length <= 9
                        && Deeds.lowerCaseWords(words) <= 2;
        boolean other =
                NOT_A_FIELD.matcher(words).matches()
                        || StudyParts.school(words) != null
                        || (Gazetteer.isPlace(words) && !StudyParts.isSubject(words))
                        || (Degrees.isIn(words) && !StudyParts.isSubject(words));
        return named && !other ? words : null;
    }

    /**
     * Exports of one kind repeat the field behind the place: ": Journalism Lake College City, State
     * Journalism". What stands at both places is the field.
     */
    private static Repeated repeated(String behind) {
        Matcher colon = Pattern.compile("^\\s{0,2}[:,]\\s").matcher(behind);
        int state = behind.lastIndexOf("State");
        if (!colon.find() || state < colon.end() || state > 300) {
            return new Repeated(null, false);
        }
        String[] first = behind.substring(colon.end(), state).strip().split("\\s+", 24);
        String tail =
                behind.substring(state + "State".length())
                        .replaceFirst("^ ?, ?[\\p{L} ]{2,24}? (?=\\p{Lu})", "");
        String[] again = tail.strip().split("\\s+", 24);
        int same = 0;
        while (same < Math.min(first.length, again.length) && first[same].equals(again[same])) {
            same++;
        }
        String field = same == 0 ? null : String.join(" ", List.of(first).subList(0, same));
        return new Repeated(field == null ? null : accepted(field), same == again.length);
    }

    /** A field that stands twice; cut when the line ends before the second one does. */
    private record Repeated(@Nullable String field, boolean cut) {}
}
