package dev.matchmill.jobs.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Texts of any length, the same in each run. */
final class BenchmarkTexts {

    private static final String[] WORDS =
            ("registered nurse intensive care ward patients welding steel inspection warehouse"
                 + " forklift logistics java kubernetes postgresql pipelines teaching mathematics"
                 + " curriculum sales accounts negotiation budget audit kitchen menu hygiene design"
                 + " branding figma litigation contracts compliance led built reduced improved"
                 + " trained with for and the of a team 2019 by 30 percent")
                    .split(" ");

    private BenchmarkTexts() {}

    /** So many texts with lengths spread evenly between two numbers of words. */
    static List<String> of(int count, int least, int most) {
        Random random = new Random(11);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int words = least + random.nextInt(most - least + 1);
            StringBuilder text = new StringBuilder("no ").append(i);
            for (int w = 0; w < words; w++) {
                text.append(w % 14 == 13 ? ". " : " ").append(WORDS[random.nextInt(WORDS.length)]);
            }
            texts.add(text.toString());
        }
        return texts;
    }
}
