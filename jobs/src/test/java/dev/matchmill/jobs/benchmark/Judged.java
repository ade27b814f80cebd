package dev.matchmill.jobs.benchmark;

import dev.matchmill.migrations.type.EducationLevel;
import dev.matchmill.readers.profile.Field;
import dev.matchmill.readers.profile.Location;
import dev.matchmill.readers.profile.ResumeProfile;
import dev.matchmill.readers.skill.Skill;
import dev.matchmill.readers.skill.SkillMention;
import dev.matchmill.readers.skill.SkillVocabulary;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The fields that are judged: what is read in a profile, and when it equals the truth. */
enum Judged {
    NAME,
    EMAIL,
    PHONE,
    LOCATION,
    TITLE,
    COMPANY,
    YEARS,
    DEGREE,
    LINKS,
    SKILLS;

    private static final SkillVocabulary VOCABULARY = SkillVocabulary.shipped();

    /** The key of the truth. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether every wanted value is judged by itself rather than the first one. */
    boolean isList() {
        return this == LINKS || this == SKILLS;
    }

    /** What was read; a list's values all, else the surest one at most. */
    List<String> read(ResumeProfile profile) {
        return switch (this) {
            case NAME -> one(profile.fullName());
            case EMAIL -> first(profile.emails());
            case PHONE -> first(profile.phones());
            case LOCATION -> place(profile.location());
            case TITLE -> one(profile.currentTitle());
            case COMPANY -> one(profile.currentCompany());
            case YEARS ->
                    Stream.ofNullable(profile.yearsOfExperience()).map(Object::toString).toList();
            case DEGREE ->
                    profile.education().stream()
                            .limit(1)
                            .map(e -> e.degree() == null ? e.level().name() : e.degree())
                            .toList();
            case LINKS -> profile.links().stream().map(Field::value).toList();
            case SKILLS -> profile.skills().stream().map(SkillMention::skill).toList();
        };
    }

    /** Whether the value that was read is the wanted one. */
    boolean isRight(String wanted, String read, ResumeProfile profile) {
        return switch (this) {
            case NAME, TITLE, COMPANY -> Likeness.plain(wanted).equals(Likeness.plain(read));
            case EMAIL -> wanted.equalsIgnoreCase(read);
            case PHONE -> isSameNumber(wanted, read);
            case LOCATION -> isSamePlace(wanted, Objects.requireNonNull(profile.location()));
            case YEARS -> Math.abs(number(wanted) - number(read)) <= 1;
            case DEGREE -> isSameDegree(wanted, read, profile);
            case LINKS -> link(wanted).equals(link(read));
            case SKILLS -> skill(wanted).equals(skill(read));
        };
    }

    /** Whether the value that was read is nearly the wanted one. */
    boolean isNear(String wanted, String read, ResumeProfile profile) {
        return isRight(wanted, read, profile)
                || switch (this) {
                    case NAME, TITLE, COMPANY, DEGREE, LOCATION, SKILLS ->
                            Likeness.near(wanted, read);
                    case YEARS -> Math.abs(number(wanted) - number(read)) <= 2;
                    case EMAIL, PHONE, LINKS -> false;
                };
    }

    private static List<String> one(@Nullable Field<String> field) {
        return field == null ? List.of() : List.of(field.value());
    }

    private static List<String> first(List<Field<String>> fields) {
        return fields.stream().limit(1).map(Field::value).toList();
    }

    private static List<String> place(@Nullable Field<Location> field) {
        if (field == null) {
            return List.of();
        }
        Location place = field.value();
        String words =
                String.join(
                        ", ",
                        Stream.of(place.city(), place.region(), place.country())
                                .filter(Objects::nonNull)
                                .toList());
        return List.of(words);
    }

    /** A national number is right in any country: the truth may not name one. */
    private static boolean isSameNumber(String wanted, String read) {
        String national = wanted.replaceAll("(?i)(?:ext|x).*", "").replace("(0)", "");
        String digits = national.replaceAll("\\D", "").replaceAll("^0{1,2}", "");
        String dialled = read.replaceAll("\\D", "");
        return digits.length() >= 6 && (dialled.endsWith(digits) || digits.equals(dialled));
    }

    /** The city is the first part of the truth; without one, the region or country is in it. */
    private static boolean isSamePlace(String wanted, Field<Location> field) {
        Location place = field.value();
        String all = " " + Likeness.plain(wanted) + " ";
        if (place.city() != null) {
            return all.contains(" " + Likeness.plain(place.city()) + " ");
        }
        String land =
                Locale.of("", Objects.requireNonNullElse(place.country(), ""))
                        .getDisplayCountry(Locale.ENGLISH);
        return (place.region() != null && all.contains(" " + Likeness.plain(place.region()) + " "))
                || (!land.isEmpty() && all.contains(" " + Likeness.plain(land) + " "));
    }

    private static boolean isSameDegree(String wanted, String read, ResumeProfile profile) {
        boolean level =
                Stream.of(EducationLevel.values()).anyMatch(l -> l.name().equalsIgnoreCase(wanted));
        return level
                ? profile.education().getFirst().level().name().equalsIgnoreCase(wanted)
                : Likeness.plain(wanted).equals(Likeness.plain(read));
    }

    private static double number(String words) {
        String digits = words.replaceAll("[^\\d.]", "");
        return digits.isEmpty() || digits.equals(".") ? Double.NaN : Double.parseDouble(digits);
    }

    private static String link(String address) {
        return address.toLowerCase(Locale.ROOT)
                .replaceFirst("^https?://", "")
                .replaceFirst("^www\\.", "")
                .replaceFirst("[/?#]+$", "");
    }

    private static String skill(String name) {
        return VOCABULARY.named(name).map(Skill::canonicalName).orElse(Likeness.plain(name));
    }
}
