package dev.matchmill.readers.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.readers.blind.BlindText;
import dev.matchmill.readers.parse.ParsedDocument;
import dev.matchmill.readers.skill.SkillMatcher;
import dev.matchmill.readers.skill.SkillVocabulary;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullMarked
class HostileTextTest {

    private static final int LENGTH = 200_000;

    /** Of the processor, for some 800,000 characters in three documents. */
    private static final Duration MOST = Duration.ofSeconds(15);

    private static final ProfileExtractor EXTRACTOR =
            new ProfileExtractor(new SkillMatcher(SkillVocabulary.shipped()));

    @ParameterizedTest
    @Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    @ValueSource(
            strings = {
                "a",
                "A ",
                "1",
                "1 ",
                "(",
                "2015 - ",
                "Jan 2018 - ",
                "a@",
                "a.b@c.",
                "www.",
                "http://",
                "Aa Bb, ",
                "+1 (2",
                "University of ",
                "Experience\n",
                "2015 - 2019\n",
                "Clerk, Acme 2015 - 2019\n",
                "Name: ",
                "\u2022 ",
                "\t|\t",
                "\uD83D\uDE00",
                "Skills: Java, ",
                "Bachelor of Science in ",
                "not familiar with ",
                "at ( dot ) ",
                "\u0000\u200B",
            })
    void ends_soon_on_any_text_of_200000_characters(String unit) {
        String text = unit.repeat(LENGTH / unit.length());
        long before = processorTime();
        for (String hostile : List.of(text, "Jane Doe\nExperience\n" + text, text + "\n" + text)) {
            ParsedDocument document =
                    new ParsedDocument("text/plain", hostile, 0, true, List.of(), null);

            ResumeProfile profile = EXTRACTOR.extract(document, "a.txt", LocalDate.of(2026, 11, 1));

            assertThat(BlindText.ofResume(profile, document).length())
                    .isLessThanOrEqualTo(2 * hostile.length() + 20_000);
        }
        assertThat(Duration.ofNanos(processorTime() - before)).isLessThan(MOST);
    }

    // Whatever else the machine does at the same time.
    private static long processorTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
