package dev.matchmill.readers.profile;

import dev.matchmill.readers.parse.ParsedDocument;
import dev.matchmill.readers.skill.SkillMatcher;
import dev.matchmill.readers.skill.SkillVocabulary;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** Profiles of texts, for tests. */
@NullMarked
final class Profiles {

    private static final ProfileExtractor EXTRACTOR =
            new ProfileExtractor(new SkillMatcher(SkillVocabulary.shipped()));

    private Profiles() {}

    static ResumeProfile of(String text) {
        return of(text, "document.pdf");
    }

    static ResumeProfile of(String text, String fileName) {
        return of(text, fileName, null);
    }

    static ResumeProfile of(
            String text, String fileName, @Nullable String language, String... targets) {
        ParsedDocument document =
                new ParsedDocument("text/plain", text, 0, false, List.of(targets), language);
        return EXTRACTOR.extract(document, fileName, LocalDate.of(2026, 11, 1));
    }

    static @Nullable String nameIn(String text, String fileName) {
        Field<String> name = of(text, fileName).fullName();
        return name == null ? null : name.value();
    }
}
