package dev.matchmill.jobs.profile;

import dev.matchmill.readers.profile.Certification;
import dev.matchmill.readers.profile.EducationEntry;
import dev.matchmill.readers.profile.Experience;
import dev.matchmill.readers.profile.Field;
import dev.matchmill.readers.profile.LanguageLevel;
import dev.matchmill.readers.profile.Location;
import dev.matchmill.readers.profile.ResumeProfile;
import dev.matchmill.readers.profile.SpokenLanguage;
import dev.matchmill.readers.profile.WorkEntry;
import dev.matchmill.readers.skill.SkillMention;
import dev.matchmill.readers.text.Span;
import dev.matchmill.readers.title.NormalizedTitle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A profile as nested maps with names in lower snake case; absent values have no key. Values carry
 * {@code span} (UTF-16 offsets of the text, end excluded) and {@code confidence} in [0, 1].
 */
public final class ProfileJson {

    private ProfileJson() {}

    /** The fields in their fixed order. */
    public static Map<String, Object> of(ResumeProfile profile) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("name", field(profile.fullName(), name -> name));
        map.put("emails", fields(profile.emails()));
        map.put("phones", fields(profile.phones()));
        map.put("links", fields(profile.links()));
        map.put("location", field(profile.location(), ProfileJson::location));
        map.put("current_title", title(profile.currentTitle(), profile.normalizedTitle()));
        map.put("current_company", field(profile.currentCompany(), company -> company));
        map.put("summary", field(profile.summary(), summary -> summary));
        map.put("years_of_experience", profile.yearsOfExperience());
        map.put("work_history", profile.workHistory().stream().map(ProfileJson::work).toList());
        map.put("education", profile.education().stream().map(ProfileJson::education).toList());
        map.put("skills", profile.skills().stream().map(ProfileJson::skill).toList());
        map.put("languages", profile.languages().stream().map(ProfileJson::language).toList());
        map.put(
                "certifications",
                profile.certifications().stream().map(ProfileJson::certification).toList());
        map.put("experience", experience(profile.experience()));
        return present(map);
    }

    private static <T> @Nullable Map<String, Object> field(
            @Nullable Field<T> field, Function<T, Object> value) {
        if (field == null) {
            return null;
        }
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("value", value.apply(field.value()));
        map.put("span", span(field.span()));
        map.put("confidence", field.confidence());
        return present(map);
    }

    private static @Nullable Map<String, Object> title(
            @Nullable Field<String> title, @Nullable NormalizedTitle normalized) {
        Map<String, Object> map = field(title, value -> value);
        if (map != null && normalized != null) {
            Map<String, @Nullable Object> known = new LinkedHashMap<>();
            known.put("title", normalized.title());
            known.put("occupation", normalized.occupation());
            known.put("code", normalized.code());
            known.put("source", normalized.source());
            map.put("normalized", present(known));
        }
        return map;
    }

    private static List<?> fields(List<Field<String>> fields) {
        return fields.stream().map(field -> field(field, value -> value)).toList();
    }

    private static Map<String, Object> location(Location location) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("city", location.city());
        map.put("region", location.region());
        map.put("country", location.country());
        return present(map);
    }

    private static Map<String, Object> work(WorkEntry entry) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("title", entry.title());
        map.put("company", entry.company());
        map.put("start", text(entry.start()));
        map.put("end", text(entry.end()));
        map.put("current", entry.current());
        map.put("span", span(entry.span()));
        map.put("confidence", rounded(entry.confidence()));
        return present(map);
    }

    private static Map<String, Object> education(EducationEntry entry) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("degree", entry.degree());
        map.put("field", entry.field());
        map.put("school", entry.school());
        map.put("level", entry.level().label());
        map.put("start", text(entry.start()));
        map.put("end", text(entry.end()));
        map.put("unfinished", entry.unfinished() ? true : null);
        map.put("span", span(entry.span()));
        map.put("confidence", rounded(entry.confidence()));
        return present(map);
    }

    private static Map<String, Object> language(Field<SpokenLanguage> field) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        LanguageLevel level = field.value().level();
        map.put("value", field.value().name());
        map.put("level", level == null ? null : level.label());
        map.put("span", span(field.span()));
        map.put("confidence", field.confidence());
        return present(map);
    }

    private static Map<String, Object> certification(Field<Certification> field) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("name", field.value().name());
        map.put("issuer", field.value().issuer());
        map.put("date", text(field.value().date()));
        map.put("span", span(field.span()));
        map.put("confidence", field.confidence());
        return present(map);
    }

    private static @Nullable Map<String, Object> experience(@Nullable Experience experience) {
        if (experience == null) {
            return null;
        }
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("years", experience.years());
        map.put("source", experience.stated() ? "stated" : "dated");
        map.put("spans", experience.spans().stream().map(ProfileJson::span).toList());
        map.put("confidence", rounded(experience.confidence()));
        return present(map);
    }

    private static double rounded(double confidence) {
        return Math.round(confidence * 100) / 100.0;
    }

    private static Map<String, Object> skill(SkillMention mention) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("skill", mention.skill());
        map.put("span", span(mention.span()));
        map.put("evidence", mention.evidence());
        return present(map);
    }

    private static List<Integer> span(Span span) {
        return List.of(span.start(), span.end());
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static Map<String, Object> present(Map<String, @Nullable Object> map) {
        Map<String, Object> present = new LinkedHashMap<>();
        map.forEach((name, value) -> {
            if (value != null) {
                present.put(name, value);
            }
        });
        return present;
    }
}
