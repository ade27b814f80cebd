package dev.matchmill.readers.title;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Takes a title apart: its readings from the fullest to the barest, folded. */
final class TitleWords {

    private static final int LONGEST = 200;
    private static final int MOST_PIECES = 6;
    private static final Pattern ASIDE = Pattern.compile("\\([^)]{0,100}\\)|\\[[^]]{0,100}]");
    private static final Pattern HOURS =
            Pattern.compile("\\b(?:full|part)[ -]time\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern GENDER = Pattern.compile("(?<=\\p{L})[*:/]-?in(?:nen)?\\b");
    private static final Pattern PIECES =
            Pattern.compile(
                    "\\s*[,;|/\u2022\u00B7@]\\s*|\\s+[-\u2013\u2014]\\s+|\\s+at\\s+|\\s+with\\s+");
    private static final Pattern BREAKS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}+#&.']+");

    private static final Map<String, String> SHORT =
            Map.ofEntries(
                    Map.entry("eng", "engineer"),
                    Map.entry("engr", "engineer"),
                    Map.entry("mgr", "manager"),
                    Map.entry("mngr", "manager"),
                    Map.entry("dev", "developer"),
                    Map.entry("asst", "assistant"),
                    Map.entry("assoc", "associate"),
                    Map.entry("admin", "administrative"),
                    Map.entry("coord", "coordinator"),
                    Map.entry("rep", "representative"),
                    Map.entry("reps", "representative"),
                    Map.entry("spec", "specialist"),
                    Map.entry("supv", "supervisor"),
                    Map.entry("svc", "service"),
                    Map.entry("cust", "customer"),
                    Map.entry("tech", "technician"),
                    Map.entry("dir", "director"),
                    Map.entry("exec", "executive"),
                    Map.entry("acct", "account"),
                    Map.entry("mktg", "marketing"),
                    Map.entry("ops", "operations"),
                    Map.entry("sw", "software"),
                    Map.entry("svp", "vp"),
                    Map.entry("avp", "vp"),
                    Map.entry("evp", "vp"),
                    Map.entry("centre", "center"),
                    Map.entry("frontend", "front end"),
                    Map.entry("backend", "back end"),
                    Map.entry("fullstack", "full stack"));

    private static final Set<String> SENIORITY =
            Set.of(
                    "senior",
                    "sr",
                    "snr",
                    "junior",
                    "jr",
                    "jnr",
                    "lead",
                    "principal",
                    "staff",
                    "chief",
                    "head",
                    "associate",
                    "entry",
                    "mid",
                    "level",
                    "experienced",
                    "freelance",
                    "freelancer",
                    "interim",
                    "acting",
                    "former",
                    "temporary",
                    "temp",
                    "contract",
                    "contractor",
                    "seasonal",
                    "certified",
                    "licensed",
                    "professional",
                    "expert",
                    "i",
                    "ii",
                    "iii",
                    "iv",
                    "v",
                    "1",
                    "2",
                    "3",
                    "4",
                    "grade",
                    "leitender",
                    "leitende",
                    "stellvertretender",
                    "confirm\u00E9",
                    "self",
                    "employed",
                    "bilingual",
                    "deputy",
                    "the",
                    "a");

    private TitleWords() {}

    /** Folded readings of a title, the fullest first; none when nothing is left of it. */
    static List<String> readings(String title) {
        String bounded = title.length() > LONGEST ? title.substring(0, LONGEST) : title;
        String aside = ASIDE.matcher(bounded).replaceAll(" ");
        String plain = HOURS.matcher(GENDER.matcher(aside).replaceAll("")).replaceAll(" ");
        Set<String> readings = new LinkedHashSet<>();
        addReadings(plain, readings);
        String[] pieces = PIECES.split(plain.strip(), MOST_PIECES);
        if (pieces.length == 2) {
            // "Manager, Sales"
            addReadings(pieces[1] + ' ' + pieces[0], readings);
        }
        for (String piece : pieces) {
            addReadings(piece, readings);
        }
        readings.remove("");
        return List.copyOf(readings);
    }

    /** One spelling, folded the same way, with everything it says. */
    static String folded(String title) {
        return String.join(" ", words(title));
    }

    private static void addReadings(String title, Set<String> readings) {
        List<String> words = words(title);
        readings.add(String.join(" ", words));
        readings.add(singular(words));
        List<String> bare = new ArrayList<>(words);
        bare.removeIf(SENIORITY::contains);
        readings.add(String.join(" ", bare));
        readings.add(singular(bare));
    }

    private static String singular(List<String> words) {
        String title = String.join(" ", words);
        boolean plural = title.length() > 4 && title.endsWith("s") && !title.endsWith("ss");
        return plural ? title.substring(0, title.length() - 1) : title;
    }

    private static List<String> words(String title) {
        List<String> words = new ArrayList<>();
        for (String word : BREAKS.split(title.toLowerCase(Locale.ROOT).strip(), -1)) {
            String trimmed = word.endsWith(".") ? word.substring(0, word.length() - 1) : word;
            if (!trimmed.isEmpty()) {
                words.addAll(List.of(SHORT.getOrDefault(trimmed, trimmed).split(" ", -1)));
            }
        }
        return words;
    }
}
