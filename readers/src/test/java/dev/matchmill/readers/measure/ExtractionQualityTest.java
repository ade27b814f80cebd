package dev.matchmill.readers.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.readers.measure.Tally.What;
import dev.matchmill.readers.parse.ContentParser;
import dev.matchmill.readers.parse.ParseLimits;
import dev.matchmill.readers.parse.ParseOutcome;
import dev.matchmill.readers.parse.ParsedDocument;
import dev.matchmill.readers.profile.ProfileExtractor;
import dev.matchmill.readers.skill.SkillMatcher;
import dev.matchmill.readers.skill.SkillVocabulary;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Seeds from 900,000 on are for this test; those below are to look at while changing a reader. */
class ExtractionQualityTest {

    private static final long FIRST_SEED = 900_000;
    private static final int RESUMES = 100;
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 1);
    private static final Map<What, Double> LEAST_F1 =
            Map.ofEntries(
                    Map.entry(What.NAME, 0.98),
                    Map.entry(What.EMAIL, 0.99),
                    Map.entry(What.PHONE, 0.98),
                    Map.entry(What.CITY, 0.97),
                    Map.entry(What.COUNTRY, 0.97),
                    Map.entry(What.TITLE, 0.97),
                    Map.entry(What.COMPANY, 0.97),
                    Map.entry(What.YEARS, 0.97),
                    Map.entry(What.DEGREE, 0.97),
                    Map.entry(What.SKILLS, 0.97));

    private final ProfileExtractor extractor =
            new ProfileExtractor(new SkillMatcher(SkillVocabulary.shipped()));
    private final ResumeGenerator generator = new ResumeGenerator();

    @ParameterizedTest
    @EnumSource
    void reads_generated_resumes_of_every_format(Rendering rendering) {
        Tally tally = tally(rendering);

        LEAST_F1.forEach((what, least) ->
                assertThat(tally.of(what).f1())
                        .as("%s of %s: %s", what, rendering, tally.of(what).faults())
                        .isGreaterThanOrEqualTo(least));
    }

    @ParameterizedTest
    @EnumSource
    void invents_no_name_and_no_address(Rendering rendering) {
        Tally tally = tally(rendering);

        assertThat(tally.of(What.NAME).invented()).isZero();
        assertThat(tally.of(What.EMAIL).invented()).isZero();
        assertThat(tally.of(What.EMAIL).wrong()).isZero();
        assertThat(tally.of(What.PHONE).invented()).isZero();
    }

    private Tally tally(Rendering rendering) {
        Tally tally = new Tally();
        try (ContentParser parser = new ContentParser(ParseLimits.usual())) {
            for (long seed = FIRST_SEED; seed < FIRST_SEED + RESUMES; seed++) {
                GeneratedResume resume = generator.write(seed);
                ParseOutcome outcome = parser.parse(rendering.of(resume), rendering.fileName());
                assertThat(outcome).as("seed %d", seed).isInstanceOf(ParsedDocument.class);
                ParsedDocument document = (ParsedDocument) outcome;
                tally.add(
                        "seed " + seed,
                        resume.truth(),
                        extractor.extract(document, rendering.fileName(), TODAY));
            }
        }
        return tally;
    }
}
