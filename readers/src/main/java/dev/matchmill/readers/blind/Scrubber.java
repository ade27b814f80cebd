package dev.matchmill.readers.blind;

import dev.matchmill.readers.profile.Field;
import dev.matchmill.readers.profile.Location;
import dev.matchmill.readers.profile.ResumeProfile;
import dev.matchmill.readers.text.ResourceLines;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Takes out of a line what says who somebody is, and leaves what somebody can do. */
final class Scrubber {

    private static final int LONGEST_LINE = 4000;
    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS;

    /** Names that are words as well: taking them out would cut sentences of their bearers only. */
    private static final Set<String> WORDS_TOO =
            Set.of(
                    "Will",
                    "May",
                    "Grace",
                    "Hope",
                    "Mark",
                    "Grant",
                    "Art",
                    "Bill",
                    "Chase",
                    "Drew",
                    "Rich",
                    "Frank",
                    "Dean",
                    "April",
                    "June",
                    "August",
                    "Summer",
                    "Dawn",
                    "Joy",
                    "Faith",
                    "Page",
                    "Long",
                    "Young",
                    "King",
                    "Brown",
                    "White",
                    "Black",
                    "Green",
                    "Gray",
                    "West",
                    "North",
                    "Hill",
                    "Ford",
                    "Bush",
                    "Price",
                    "Love",
                    "Best",
                    "Case",
                    "Day",
                    "English",
                    "French",
                    "Baker",
                    "Cook",
                    "Miller",
                    "Mason",
                    "Carpenter",
                    "Porter",
                    "Weaver",
                    "Judge",
                    "Tailor",
                    "Butcher",
                    "Barber",
                    "Gardener",
                    "Steward",
                    "Painter",
                    "Singer",
                    "Marshal",
                    "Ranger",
                    "Guard",
                    "Koch",
                    "Lehrer",
                    "Ruby",
                    "Swift",
                    "Field",
                    "Fields",
                    "Banks",
                    "Wood",
                    "Woods",
                    "Stone",
                    "Rivers",
                    "Lake",
                    "Major",
                    "Sterling",
                    "Power",
                    "Powers",
                    "Sharp",
                    "Strong",
                    "Wise");

    private static final List<Rule> RULES = rules();

    private static final Pattern SPACES = Pattern.compile("[\\s\u00A0\u200B]+");
    private static final Pattern EMPTY_BRACKETS =
            Pattern.compile("\\([\\s,;:.\u2013-]*\\)|\\[\\s*\\]");
    private static final Pattern LOOSE = Pattern.compile(" (?=[,.;:)](?:\\s|$))|(?<=\\() ");
    private static final Pattern EDGES =
            Pattern.compile(
                    "^[\\s,;:|/\u2022\u00B7\u2013\u2014-]+|[\\s,;:|/\u2022\u00B7\u2013\u2014-]+$");

    private final @Nullable Pattern person;

    Scrubber(ResumeProfile profile) {
        List<String> words = new ArrayList<>();
        Field<String> name = profile.fullName();
        if (name != null) {
            words.add(name.value());
            Stream.of(name.value().split("[\\s,]+", -1))
                    .filter(part -> part.length() > 2 && !WORDS_TOO.contains(part))
                    .forEach(words::add);
        }
        Field<Location> location = profile.location();
        if (location != null && location.value().city() != null) {
            words.add(Objects.requireNonNull(location.value().city()));
        }
        person = words.isEmpty() ? null : ofWords(words);
    }

    /** The line without what identifies, empty when nothing is left. */
    String scrub(String line) {
        String text = line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) : line;
        for (Rule rule : RULES) {
            text = rule.pattern.matcher(text).replaceAll(rule.replacement);
        }
        if (person != null) {
            text = person.matcher(text).replaceAll("");
        }
        text = EMPTY_BRACKETS.matcher(text).replaceAll(" ");
        text = SPACES.matcher(text).replaceAll(" ");
        text = LOOSE.matcher(text).replaceAll("");
        text = EDGES.matcher(text).replaceAll("");
        return text.chars().anyMatch(Character::isLetter) ? text : "";
    }

    private static Pattern ofWords(List<String> words) {
        String any =
                String.join(
                        "|",
                        words.stream()
                                .map(w -> w.indexOf(' ') > 0 ? "(?i:" + quoted(w) + ")" : quoted(w))
                                .distinct()
                                .toList());
        return Pattern.compile(
                "(?<![\\p{L}\\p{N}])(?:(?:Dr|Prof)\\.? ){0,2}(?:"
                        + any
                        + ")(?:['\u2019]s)?(?![\\p{L}\\p{N}])");
    }

    /** The word as it stands and in capitals. */
    private static String quoted(String word) {
        return Pattern.quote(word) + "|" + Pattern.quote(word.toUpperCase(Locale.ROOT));
    }

    private static List<Rule> rules() {
        return ResourceLines.of(Scrubber.class, "scrub-rules.tsv").stream()
                .map(Rule::parse)
                .toList();
    }

    private record Rule(Pattern pattern, String replacement) {

        static Rule parse(String line) {
            String[] cells = line.split("\t", -1);
            return new Rule(Pattern.compile(cells[0], FLAGS), cells[1]);
        }
    }
}
