package dev.matchmill.readers.profile;

import dev.matchmill.readers.skill.SkillMention;
import dev.matchmill.readers.title.NormalizedTitle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one resume says about its candidate. What the resume doesn't say is absent.
 *
 * @param emails lower case, the candidate's own only, the surest first
 * @param phones E.164, the surest first
 * @param links absolute URLs
 * @param yearsOfExperience years covered by dated positions, one decimal
 * @param workHistory latest first
 * @param education highest first
 * @param certifications certificates and licences, each once
 * @param experience what {@code yearsOfExperience} was read from
 * @param skills each skill once, in the order of the text
 * @param normalizedTitle what the current title comes down to, when a table knows it
 */
public record ResumeProfile(
        @Nullable Field<String> fullName,
        List<Field<String>> emails,
        List<Field<String>> phones,
        List<Field<String>> links,
        @Nullable Field<Location> location,
        @Nullable Field<String> currentTitle,
        @Nullable Field<String> currentCompany,
        @Nullable Field<String> summary,
        @Nullable Double yearsOfExperience,
        List<WorkEntry> workHistory,
        List<EducationEntry> education,
        List<SkillMention> skills,
        List<Field<SpokenLanguage>> languages,
        List<Field<Certification>> certifications,
        @Nullable Experience experience,
        @Nullable NormalizedTitle normalizedTitle) {

    public ResumeProfile {
        emails = List.copyOf(emails);
        phones = List.copyOf(phones);
        links = List.copyOf(links);
        workHistory = List.copyOf(workHistory);
        education = List.copyOf(education);
        skills = List.copyOf(skills);
        languages = List.copyOf(languages);
        certifications = List.copyOf(certifications);
    }
}
