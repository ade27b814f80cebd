package dev.matchmill.jobs.ingest;

import dev.matchmill.jobs.ingest.ReadOutcome.Resume;
import dev.matchmill.migrations.type.EducationLevel;
import dev.matchmill.readers.profile.EducationEntry;
import dev.matchmill.readers.profile.Field;
import dev.matchmill.readers.profile.Location;
import dev.matchmill.readers.profile.ResumeProfile;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The columns of {@code candidates} that a resume fills; null where it says nothing, which leaves
 * an existing value as it is.
 */
final class CandidateRow {

    private static final int LONGEST_NAME = 255;

    private CandidateRow() {}

    static Map<String, @Nullable Object> parameters(Resume resume, JsonMapper json) {
        ResumeProfile profile = resume.profile();
        Map<String, @Nullable Object> row = new HashMap<>();
        String name = value(profile.fullName());
        row.put("nameKnown", name != null);
        row.put("fullName", cut(name == null ? unnamed(profile) : name));
        row.put("firstName", name == null ? null : first(name));
        row.put("lastName", name == null ? null : last(name));
        row.put("phone", profile.phones().stream().findFirst().map(Field::value).orElse(null));
        Location location = profile.location() == null ? null : profile.location().value();
        row.put("city", location == null ? null : location.city());
        row.put("state", location == null ? null : location.region());
        row.put("country", location == null ? null : location.country());
        row.put("linkedin", link(profile, "linkedin.com/"));
        row.put("github", link(profile, "github.com/"));
        row.put("website", link(profile, ""));
        row.put("title", value(profile.currentTitle()));
        row.put("company", value(profile.currentCompany()));
        row.put("summary", value(profile.summary()));
        Double years = profile.yearsOfExperience();
        row.put("years", years == null ? null : (int) Math.min(80, Math.round(years)));
        row.put("education", highest(profile.education()));
        row.put("languages", languages(profile, json));
        return row;
    }

    // Many real resumes are anonymous: such a person is called by what is known.
    private static String unnamed(ResumeProfile profile) {
        String title = value(profile.currentTitle());
        return title == null ? "Name unknown" : title + " (name unknown)";
    }

    private static <T> @Nullable T value(@Nullable Field<T> field) {
        return field == null ? null : field.value();
    }

    private static String cut(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
    }

    private static String first(String name) {
        int space = name.lastIndexOf(' ');
        return space < 0 ? name : name.substring(0, space);
    }

    private static @Nullable String last(String name) {
        int space = name.lastIndexOf(' ');
        return space < 0 ? null : name.substring(space + 1);
    }

    private static @Nullable String link(ResumeProfile profile, String host) {
        return profile.links().stream()
                .map(Field::value)
                .filter(url -> url.startsWith("http") && url.length() <= 2048)
                .filter(url ->
                        host.isEmpty()
                                ? !url.contains("linkedin.com/") && !url.contains("github.com/")
                                : url.contains(host))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String highest(List<EducationEntry> education) {
        return education.stream()
                .map(EducationEntry::level)
                .filter(level -> level != EducationLevel.OTHER && level != EducationLevel.NONE)
                .max(Comparator.naturalOrder())
                .map(EducationLevel::label)
                .orElse(null);
    }

    private static @Nullable String languages(ResumeProfile profile, JsonMapper json) {
        List<String> languages = profile.languages().stream().map(Field::value).toList();
        return languages.isEmpty() ? null : json.writeValueAsString(languages);
    }
}
