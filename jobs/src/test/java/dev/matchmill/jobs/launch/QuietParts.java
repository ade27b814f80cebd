package dev.matchmill.jobs.launch;

import dev.matchmill.jobs.run.Progress;
import dev.matchmill.jobs.run.StopRequest;
import dev.matchmill.readers.skill.SkillMatcher;
import dev.matchmill.readers.skill.SkillVocabulary;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Parts that tests replace: nobody watches the progress, and one vocabulary serves all. */
@Configuration(proxyBeanMethods = false)
class QuietParts {

    private static final class Skills {
        static final SkillVocabulary VOCABULARY = SkillVocabulary.shipped();
        static final SkillMatcher MATCHER = new SkillMatcher(VOCABULARY);
    }

    @Bean
    Progress progress() {
        PrintStream nowhere =
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new Progress(nowhere, false, System::nanoTime);
    }

    @Bean
    StopRequest stopRequest() {
        return new StopRequest();
    }

    @Bean
    SkillVocabulary skillVocabulary() {
        return Skills.VOCABULARY;
    }

    @Bean
    SkillMatcher skillMatcher() {
        return Skills.MATCHER;
    }
}
