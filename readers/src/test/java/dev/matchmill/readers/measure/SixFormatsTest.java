package dev.matchmill.readers.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.readers.parse.ContentParser;
import dev.matchmill.readers.parse.ParseLimits;
import dev.matchmill.readers.parse.ParsedDocument;
import dev.matchmill.readers.profile.Field;
import dev.matchmill.readers.profile.ProfileExtractor;
import dev.matchmill.readers.profile.ResumeProfile;
import dev.matchmill.readers.skill.SkillMatcher;
import dev.matchmill.readers.skill.SkillVocabulary;
import dev.matchmill.readers.text.Span;
import java.lang.reflect.RecordComponent;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The same resume, whatever the file it comes as. */
class SixFormatsTest {

    private static final long FIRST_SEED = 700_000;
    private static final int RESUMES = 60;
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 1);

    /** Where the words stand, which differs, and free text that wraps on a page. */
    private static final Set<String> PLACES =
            Set.of("span", "evidence", "confidence", "description");

    private final ProfileExtractor extractor =
            new ProfileExtractor(new SkillMatcher(SkillVocabulary.shipped()));
    private final ContentParser parser = new ContentParser(ParseLimits.usual());

    @Test
    void gives_the_same_profile_field_by_field() {
        List<String> differences = new ArrayList<>();
        Set<Long> brokenColumns = new TreeSet<>();
        Set<Long> otherSkills = new TreeSet<>();
        ResumeGenerator generator = new ResumeGenerator();
        for (long seed = FIRST_SEED; seed < FIRST_SEED + RESUMES; seed++) {
            GeneratedResume resume = generator.write(seed);
            Map<String, byte[]> files = files(resume);
            Map<String, Object> expected =
                    fields(profile(Rendering.DOCX.of(resume), "resume.docx"));
            for (var file : files.entrySet()) {
                Map<String, Object> fields = fields(profile(file.getValue(), file.getKey()));
                for (String name : expected.keySet()) {
                    boolean isSame = expected.get(name).equals(fields.get(name));
                    if (!isSame && resume.hasAside() && file.getKey().endsWith(".pdf")) {
                        brokenColumns.add(seed);
                    } else if (!isSame && name.equals("skills")) {
                        otherSkills.add(seed);
                    } else if (!isSame) {
                        differences.add(
                                seed
                                        + " "
                                        + file.getKey()
                                        + " "
                                        + name
                                        + ": "
                                        + expected.get(name)
                                        + " / "
                                        + fields.get(name));
                    }
                }
            }
        }

        assertThat(differences).isEmpty();
        // A short column beside a page may still be read across.
        assertThat(brokenColumns).hasSizeLessThanOrEqualTo(RESUMES / 30);
        // Neighbours prove an ambiguous word, and blank lines part neighbours.
        assertThat(otherSkills).hasSizeLessThanOrEqualTo(RESUMES / 30);
    }

    @Test
    void gives_the_same_text_for_the_same_bytes() {
        GeneratedResume resume = new ResumeGenerator().write(FIRST_SEED);
        for (var file : files(resume).entrySet()) {
            ContentParser other = new ContentParser(ParseLimits.usual());

            assertThat(other.parse(file.getValue(), file.getKey()))
                    .as(file.getKey())
                    .isInstanceOf(ParsedDocument.class)
                    .isEqualTo(parser.parse(file.getValue(), file.getKey()));
        }
    }

    private static Map<String, byte[]> files(GeneratedResume resume) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (Rendering rendering : Rendering.values()) {
            files.put(rendering.fileName(), rendering.of(resume));
        }
        files.put("resume.odt", OpenDocumentPage.of(resume.blocks()));
        files.put("resume.rtf", RichTextPage.of(resume.blocks()));
        return files;
    }

    private ResumeProfile profile(byte[] content, String fileName) {
        var outcome = parser.parse(content, fileName);
        assertThat(outcome).as(fileName).isInstanceOf(ParsedDocument.class);
        return extractor.extract((ParsedDocument) outcome, fileName, TODAY);
    }

    private static Map<String, Object> fields(ResumeProfile profile) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (RecordComponent component : ResumeProfile.class.getRecordComponents()) {
            fields.put(component.getName(), plain(value(component, profile)));
        }
        // A page with a side column is read column by column: the order is the page's own.
        fields.computeIfPresent("skills", (_, skills) -> new TreeSet<>(words(skills)));
        return fields;
    }

    private static List<String> words(Object values) {
        return ((List<?>) values).stream().map(Object::toString).toList();
    }

    private static Object plain(@Nullable Object value) {
        return switch (value) {
            case null -> "absent";
            case String words -> words.replaceAll("\\s+", " ").strip();
            case Field<?> field -> plain(field.value());
            case Span _ -> "";
            case List<?> values -> values.stream().map(SixFormatsTest::plain).toList();
            case Record values -> {
                Map<String, Object> parts = new LinkedHashMap<>();
                for (RecordComponent component : values.getClass().getRecordComponents()) {
                    if (!PLACES.contains(component.getName())) {
                        parts.put(component.getName(), plain(value(component, values)));
                    }
                }
                yield parts;
            }
            default -> value;
        };
    }

    private static @Nullable Object value(RecordComponent component, Record of) {
        try {
            return component.getAccessor().invoke(of);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
