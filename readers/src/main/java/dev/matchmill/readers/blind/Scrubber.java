package dev.matchmill.readers.blind;

import dev.matchmill.readers.profile.Field;
import dev.matchmill.readers.profile.Location;
import dev.matchmill.readers.profile.ResumeProfile;
import java.util.ArrayList;
import java.util.List;
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

    private static final List<Rule> RULES =
            List.of(
                    rule(
                            "(?:^|(?<=[|;\u2022\t]))\\s{0,4}(?:name|full name|date of birth|birth"
                                + " ?date|d\\.?o\\.?b\\.?|born|place of birth|birth"
                                + " ?place|age|gender|sex|nationality|citizenship|marital"
                                + " status|family status|civil"
                                + " status|religion|race|ethnicity|passport(?: no\\.?|"
                                + " number)?|children|father['\u2019]?s name|mother['\u2019]?s"
                                + " name|spouse|photo|height|weight|blood"
                                + " group|address|e-?mail|phone|mobile|tel|geburtsdatum|geboren(?:"
                                + " am)?|geburtsort|geschlecht|familienstand|staatsangeh\u00F6rigkeit|nationalit\u00E4t|konfession|religionszugeh\u00F6rigkeit|date"
                                + " de naissance|n\u00E9e? le|lieu de"
                                + " naissance|sexe|nationalit\u00E9|situation familiale|\u00E9tat"
                                + " civil|fecha de nacimiento|lugar de"
                                + " nacimiento|nacionalidad|estado"
                                + " civil|sexo|edad|dni|anschrift|adresse|direcci\u00F3n)\\s?(?::|\\s-\\s|(?<=born|geboren|geboren"
                                + " am|n\u00E9e le|n\u00E9 le)\\s)[^|;\u2022\t]{0,200}",
                            ""),
                    rule(
                            "(?<![\\w.+-])[\\w.+%'-]{1,64}\\s?@\\s?[\\w-]{1,63}(?:\\.[\\w-]{1,63}){1,6}",
                            ""),
                    rule("\\b(?:https?://|www\\.)\\S{1,300}", ""),
                    rule(
                            "\\b(?:[a-z]{2,3}\\.)?(?:linkedin|github|gitlab|behance|dribbble|facebook|twitter|instagram|xing)\\.com/\\S{1,200}",
                            ""),
                    rule(
                            "(?<![\\w.$\u20AC])(?:\\+|00)?\\(?\\d{2,4}\\)?[\\s.\\-/]\\d{3,4}[\\s.\\-/]\\d{3,5}(?![\\w%])",
                            ""),
                    rule("(?<![\\w.])\\+\\d[\\d\\s().-]{7,20}\\d", ""),
                    rule(
                            "\\b(?:an? )?\\d{2}[- ]years?[- ]old\\b|\\baged? \\d{2}\\b|\\bI am"
                                    + " \\d{2}\\b(?! years of)",
                            ""),
                    rule("\\bborn (?:on|in|and raised in) [^.;,|]{1,60}", ""),
                    rule(
                            "\\b(?:happily |un)?married(?: (?:with|and)"
                                + " [^.;,|]{1,40})?|\\b(?:single |proud"
                                + " )?(?:mother|father|mom|dad|parent) of (?:\\d|\\w{2,6})(?:"
                                + " (?:children|kids|boys|girls|sons|daughters))?\\b|\\bsingle"
                                + " (?:mother|father|mom|dad|parent)\\b|\\b(?:divorced|widowed|verheiratet|ledig|geschieden|verwitwet|mari\u00E9e?|c\u00E9libataire|casad[oa]|solter[oa])\\b",
                            ""),
                    rule(
                            "\\b(?:\\p{L}{3,20} )?(?:citizen(?:ship)?|national(?:ity)?)\\b(?="
                                + " |[.,;|)]|$)(?!"
                                + " (?:team|award|program|account|sales|service|level|scale|brand|chain|institute|bank|guard|park|university|certif|board|register|council))",
                            ""),
                    rule(
                            "\\b(?:Christian|Muslim|Jewish|Hindu|Buddhist|Catholic|Protestant|Sikh|atheist)\\b",
                            ""),
                    rule("\\b(?:male|female)\\b", ""),
                    rule(
                            "\\b(?:Mr|Mrs|Ms|Miss|Mister|Herr|Frau|Mme|Monsieur|Madame|Se\u00F1ora?)\\b\\.?",
                            ""),
                    rule("\\bs/?he\\b|\\bhe/she\\b|\\bhe or she\\b", "they"),
                    rule("\\bhis(?:/| or )her\\b|\\bhis\\b|\\bher\\b|\\bhers\\b", "their"),
                    rule("\\bhim\\b", "them"),
                    rule("\\b(?:him|her)self\\b", "themselves"),
                    rule(
                            "\\b(sales|chair|business|spokes|crafts|camera|trades|congress)(?:man|woman)\\b",
                            "$1person"),
                    rule("\\b(?:waitress|waiter)\\b", "server"),
                    rule("\\bactress\\b", "actor"),
                    rule("\\b(?:stewardess|steward)\\b", "flight attendant"),
                    rule("\\bhostess\\b", "host"),
                    rule("\\bseamstress\\b", "tailor"),
                    rule("\\b(?:fraternity|sorority)\\b", ""),
                    rule(
                            "(leiter|entwickler|berater|verk\u00E4ufer|lehrer|mitarbeiter|bearbeiter|ingenieur|techniker|buchhalter|assistent|praktikant|referent|architekt|erzieher|fahrer|pfleger|student|manager)in\\b",
                            "$1"),
                    rule("(?:kaufmann|kauffrau)\\b", "kaufleute"),
                    rule(
                            "\\b(?:(?:january|february|march|april|may|june|july|august|september|october|november|december|januar|februar|m\u00E4rz|mai|juni|juli|oktober|dezember|janvier|f\u00E9vrier|mars|avril|juin|juillet|ao\u00FBt|septembre|octobre|novembre|d\u00E9cembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|jan|feb|mar|apr|jun|jul|aug|sept?|oct|okt|nov|dec|dez)\\.?,?"
                                + " (?:\\d{1,2}(?:st|nd|rd|th)?,? )?(?:of |de |del"
                                + " )?)?(?:\\d{1,2}[./-]){0,2}(?:19|20)\\d\\d(?:[./-]\\d{1,2}){0,2}(?![\\d%])(?:\\s?(?:-|\u2013|\u2014|to)\\s?(?:present|current|now|today|heute|pr\u00E9sent|actualidad)\\b)?",
                            ""),
                    rule("\\b\\d{1,2}[./-]\\d{1,2}[./-]\\d{2}\\b|(?<=\\s)['\u2019]\\d\\d\\b", ""),
                    rule("\\bcompany name\\b|\\bcity\\s?,\\s?state\\b", ""));

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
        String any = String.join("|", words.stream().map(Pattern::quote).distinct().toList());
        return Pattern.compile(
                "(?<![\\p{L}\\p{N}])(?:" + any + ")(?:['\u2019]s)?(?![\\p{L}\\p{N}])");
    }

    private static Rule rule(String regex, String replacement) {
        return new Rule(Pattern.compile(regex, FLAGS), replacement);
    }

    private record Rule(Pattern pattern, String replacement) {}
}
