package dev.matchmill.readers.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.readers.blind.BlindText;
import dev.matchmill.readers.parse.ContentParser;
import dev.matchmill.readers.parse.ParseLimits;
import dev.matchmill.readers.parse.ParsedDocument;
import dev.matchmill.readers.profile.ProfileExtractor;
import dev.matchmill.readers.skill.SkillMatcher;
import dev.matchmill.readers.skill.SkillVocabulary;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One career of two people: what is embedded must not tell them apart. */
class CounterfactualTwinsTest {

    private static final long FIRST_SEED = 700_000;
    private static final int PAIRS = 40;

    private final ProfileExtractor extractor =
            new ProfileExtractor(new SkillMatcher(SkillVocabulary.shipped()));
    private final ResumeGenerator generator = new ResumeGenerator();
    private final ContentParser parser = new ContentParser(ParseLimits.usual());

    @ParameterizedTest
    @EnumSource
    void have_the_same_blind_text_byte_by_byte(Rendering rendering) {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + PAIRS; seed++) {
            String one = blind(generator.write(seed, seed), rendering);
            String other = blind(generator.write(seed, seed + 1), rendering);

            assertThat(other).as("seed %d as %s", seed, rendering).isEqualTo(one).isNotBlank();
        }
    }

    private String blind(GeneratedResume resume, Rendering rendering) {
        ParsedDocument document =
                (ParsedDocument) parser.parse(rendering.of(resume), rendering.fileName());
        LocalDate today = LocalDate.of(2026, 11, 1);
        return BlindText.ofResume(
                extractor.extract(document, rendering.fileName(), today), document);
    }
}
