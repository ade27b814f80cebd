package dev.matchmill.readers.profile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the names of {@code certificates.tsv} in a line. */
final class KnownCertificates {

    private static final Map<String, Entry> ANY_CASE = new HashMap<>();
    private static final Map<String, Entry> CASED = new HashMap<>();
    private static final Pattern NAMES = names();
    // "CPA candidate", "working towards PMP" and "supervised five RNs" are no certificates.
    private static final Pattern NOT_YET =
            Pattern.compile(
                    "\\b(?:candidate|pursuing|studying|preparing|working toward|working towards|in"
                        + " progress|preferred|required|eligible|exam prep|expired|lapsed|trained"
                        + " by|supervis\\w+|reporting to|angestrebt|en cours|en curso)\\b",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern PROOF =
            Pattern.compile(
                    "\\b(?:certifi\\w*|licen[sc]\\w*|credential\\w*|accredited|registered|passed|holder|zertifi\\w*|certificad\\w*)\\b",
                    Pattern.CASE_INSENSITIVE);
    private static final int NEAR = 60;

    private KnownCertificates() {}

    /**
     * The certificates of a line, the longest name at each place.
     *
     * @param listed whether the line stands below a heading such as "Certifications"
     */
    static List<Found> in(String text, boolean listed) {
        List<Found> found = new ArrayList<>();
        Matcher name = NAMES.matcher(text);
        while (name.find()) {
            Entry entry = CASED.get(name.group());
            entry = entry == null ? ANY_CASE.get(plain(name.group())) : entry;
            if (entry == null) {
                continue;
            }
            String around =
                    text.substring(
                            Math.max(0, name.start() - NEAR),
                            Math.min(text.length(), name.end() + NEAR));
            boolean proved = !entry.doubtful || listed || PROOF.matcher(around).find();
            if (proved && !NOT_YET.matcher(around).find()) {
                found.add(new Found(entry.name, entry.issuer, name.start(), name.end()));
            }
        }
        return found;
    }

    private static String plain(String words) {
        return words.toLowerCase(Locale.ROOT).replace('\u2019', '\'').replaceAll("\\s+", " ");
    }

    private static Pattern names() {
        List<String> all = new ArrayList<>();
        for (String[] row : Words.table("certificates.tsv")) {
            for (String way : row[2].split("\\|", -1)) {
                boolean doubtful = way.startsWith("!");
                String words = doubtful ? way.substring(1) : way;
                boolean cased = words.startsWith("=");
                String name = cased ? words.substring(1) : words;
                Entry entry = new Entry(row[0], row[1].isEmpty() ? null : row[1], doubtful);
                (cased ? CASED : ANY_CASE).putIfAbsent(cased ? name : plain(name), entry);
                String quoted = Pattern.quote(name).replace(" ", "\\E\\s{1,3}\\Q");
                all.add(cased ? "(?-i:" + quoted + ")" : quoted);
            }
        }
        all.sort(Comparator.comparingInt(String::length).reversed());
        return Pattern.compile(
                "(?<![\\p{L}\\p{N}])(?:" + String.join("|", all) + ")(?![\\p{L}\\p{N}])",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);
    }

    private record Entry(String name, @Nullable String issuer, boolean doubtful) {}

    /** A certificate in a line, from and to offset. */
    record Found(String name, @Nullable String issuer, int from, int to) {}
}
