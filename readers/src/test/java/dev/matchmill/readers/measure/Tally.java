package dev.matchmill.readers.measure;

import dev.matchmill.readers.profile.EducationEntry;
import dev.matchmill.readers.profile.Field;
import dev.matchmill.readers.profile.Location;
import dev.matchmill.readers.profile.ResumeProfile;
import dev.matchmill.readers.skill.SkillMention;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Counts per field what was read right, wrong, not at all, or invented. */
public final class Tally {

    /** What is counted. */
    public enum What {
        NAME,
        EMAIL,
        PHONE,
        CITY,
        COUNTRY,
        TITLE,
        COMPANY,
        YEARS,
        DEGREE,
        SKILLS,
        ABSENT_SKILLS
    }

    private final Map<What, Count> counts = new EnumMap<>(What.class);

    public Tally() {
        for (What what : What.values()) {
            counts.put(what, new Count());
        }
    }

    /** Adds one resume; {@code where} names it in the list of faults. */
    public void add(String where, Truth truth, ResumeProfile read) {
        one(What.NAME, where, truth.name(), value(read.fullName()));
        one(What.EMAIL, where, truth.email(), first(read.emails()));
        one(What.PHONE, where, truth.phone(), first(read.phones()));
        Field<Location> place = read.location();
        one(What.CITY, where, truth.city(), place == null ? null : place.value().city());
        one(What.COUNTRY, where, truth.country(), place == null ? null : place.value().country());
        one(What.TITLE, where, truth.title(), value(read.currentTitle()));
        one(What.COMPANY, where, truth.company(), value(read.currentCompany()));
        Double years = read.yearsOfExperience();
        boolean nearly =
                truth.years() != null && years != null && Math.abs(truth.years() - years) <= 1;
        Object readYears = nearly ? truth.years() : years;
        one(What.YEARS, where, truth.years(), readYears);
        List<EducationEntry> education = read.education();
        Object level = education.isEmpty() ? null : education.getFirst().level();
        one(What.DEGREE, where, truth.degreeLevel(), level);
        Set<String> skills =
                read.skills().stream().map(SkillMention::skill).collect(Collectors.toSet());
        truth.skills().forEach(s -> one(What.SKILLS, where, s, skills.contains(s) ? s : null));
        for (String skill : truth.absentSkills()) {
            one(What.ABSENT_SKILLS, where, null, skills.contains(skill) ? skill : null);
        }
    }

    public Count of(What what) {
        return counts.computeIfAbsent(what, _ -> new Count());
    }

    private void one(What what, String where, @Nullable Object wanted, @Nullable Object read) {
        Count count = of(what);
        if (wanted == null && read == null) {
            return;
        }
        if (wanted == null) {
            count.invented++;
        } else if (read == null) {
            count.missing++;
        } else if (plain(wanted).equals(plain(read))) {
            count.right++;
            return;
        } else {
            count.wrong++;
        }
        count.faults.add(where + ": <" + wanted + "> read as <" + read + ">");
    }

    private static String plain(Object value) {
        // Capitals do not tell a sharp s from two.
        return value.toString()
                .toLowerCase(Locale.ROOT)
                .replace("\u00DF", "ss")
                .replaceAll("\\s+", " ");
    }

    private static @Nullable String value(@Nullable Field<String> field) {
        return field == null ? null : field.value();
    }

    private static @Nullable String first(List<Field<String>> fields) {
        return fields.isEmpty() ? null : fields.getFirst().value();
    }

    /** A table, one line a field. */
    @Override
    public String toString() {
        StringBuilder table =
                new StringBuilder("field          right wrong missing invented     F1\n");
        counts.forEach((what, count) ->
                table.append(
                        "%-14s %5d %5d %7d %8d %6.3f%n"
                                .formatted(
                                        what,
                                        count.right,
                                        count.wrong,
                                        count.missing,
                                        count.invented,
                                        count.f1())));
        return table.toString();
    }

    /** The outcomes of one field. */
    public static final class Count {
        private int right;
        private int wrong;
        private int missing;
        private int invented;
        private final List<String> faults = new ArrayList<>();

        /** Harmonic mean of precision and recall; 1 when there was nothing to find. */
        public double f1() {
            int read = right + wrong + invented;
            int wanted = right + wrong + missing;
            return read + wanted == 0 ? 1 : 2.0 * right / (read + wanted);
        }

        public int wrong() {
            return wrong;
        }

        public int invented() {
            return invented;
        }

        /** Where, what was wanted, and what was read. */
        public List<String> faults() {
            return List.copyOf(faults);
        }
    }
}
