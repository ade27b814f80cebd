package dev.matchmill.embeddings.passage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.embeddings.model.TokenizedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PassageSplitterTest {

    private static final int OVERHEAD = 2;

    private static final Pattern WORD = Pattern.compile("\\S+");

    /** One token for every four characters of a word, and two special ones, as word pieces do. */
    private static int count(String text) {
        return OVERHEAD
                + WORD.matcher(text)
                        .results()
                        .mapToInt(word -> (word.end() - word.start() + 3) / 4)
                        .sum();
    }

    private final PassageSplitter splitter =
            new PassageSplitter(text -> TokenizedText.counted(text, count(text)), 8, 32);

    @Test
    void loses_no_character_and_exceeds_no_budget_whatever_the_text() {
        for (long seed = 0; seed < 300; seed++) {
            String text = randomText(new Random(seed));

            List<Passage> passages = splitter.split(text);

            StringBuilder joined = new StringBuilder();
            passages.forEach(passage -> joined.append(passage.text()));
            assertThat(withoutSpace(joined.toString()))
                    .as("seed %d", seed)
                    .isEqualTo(withoutSpace(text));
            assertThat(passages)
                    .as("seed %d", seed)
                    .allMatch(passage -> passage.tokenCount() <= OVERHEAD + 32)
                    .allMatch(passage -> passage.tokenCount() == count(passage.text()));
        }
    }

    @Test
    void numbers_passages_from_one_in_the_order_of_the_text() {
        List<Passage> passages = splitter.split("First sentence here. ".repeat(20));

        assertThat(passages).hasSizeGreaterThan(2);
        assertThat(passages)
                .extracting(Passage::number)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, passages.size()).boxed().toList());
    }

    @Test
    void starts_with_a_short_passage_and_lets_the_next_ones_grow() {
        List<Passage> passages = splitter.split("word\n".repeat(100));

        assertThat(passages)
                .extracting(passage -> passage.tokenCount() - OVERHEAD)
                .startsWith(8, 16, 32, 32);
    }

    @Test
    void cuts_between_sentences_where_it_can() {
        String text = "Nurse on a ward. She leads five people. Then she moved to another city.";

        List<Passage> passages = splitter.split(text);

        assertThat(passages).extracting(Passage::text).first().isEqualTo("Nurse on a ward.");
    }

    @Test
    void cuts_a_word_that_is_longer_than_a_passage_outside_of_surrogate_pairs() {
        String text = "\uD83D\uDE00".repeat(500);

        List<Passage> passages = splitter.split(text);

        assertThat(passages).hasSizeGreaterThan(3);
        assertThat(passages)
                .allMatch(passage -> !Character.isLowSurrogate(passage.text().charAt(0)));
    }

    @Test
    void makes_no_passage_of_blank_text() {
        assertThat(splitter.split(" \n\t ")).isEmpty();
    }

    private static String randomText(Random random) {
        String[] ends = {" ", " ", " ", ". ", "\n", "\n\n", "\t", "! ", "; ", "\u00a0", "\r\n"};
        List<String> parts = new ArrayList<>();
        int wordCount = random.nextInt(200);
        for (int i = 0; i < wordCount; i++) {
            int length = random.nextInt(40) == 0 ? 300 : 1 + random.nextInt(12);
            for (int c = 0; c < length; c++) {
                parts.add(String.valueOf((char) ('a' + random.nextInt(26))));
            }
            parts.add(ends[random.nextInt(ends.length)]);
        }
        return String.join("", parts);
    }

    private static String withoutSpace(String text) {
        return text.replaceAll("\\s", "");
    }
}
