package dev.matchmill.embeddings.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.embeddings.passage.Passage;
import dev.matchmill.embeddings.passage.PassageSplitter;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** With the weights that ship. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TextTokenizerTest {

    /** What tokenizers treat each in a way of its own, with the white space that parts words. */
    private static final List<String> PARTS =
            List.of(
                    "nurse",
                    "Naïve",
                    "e\u0301tude",
                    "\u0301",
                    "C++",
                    "3.5",
                    "漢字",
                    "\u00a0",
                    "\u2028",
                    "\u0085",
                    "\u001c",
                    "\u200b",
                    "\ufffd",
                    "👩\u200d⚕️",
                    "[SEP]",
                    "[MASK]",
                    "İ",
                    "ß",
                    "x".repeat(130),
                    ". ",
                    "! ",
                    "\n",
                    " \n",
                    "\t",
                    " ",
                    " ",
                    " ",
                    "\r\n",
                    "。",
                    "-");

    @TempDir private static Path home;

    private EmbeddingModel model;

    @BeforeAll
    void open() {
        model = EmbeddingModels.open(ModelSettings.defaults(), home);
    }

    @AfterAll
    void close() {
        model.close();
    }

    @Test
    void gives_passages_the_tokens_they_would_have_alone() {
        PassageSplitter splitter = PassageSplitter.forCandidates(model);
        int passages = 0;
        for (long seed = 0; seed < 400; seed++) {
            for (Passage passage : splitter.split(randomText(new Random(seed)))) {
                passages++;
                assertThat(passage.content().tokens().orElseThrow())
                        .as("seed %d", seed)
                        .isEqualTo(model.tokenize(passage.text()).tokens().orElseThrow());
            }
        }
        assertThat(passages).isGreaterThan(800);
    }

    @Test
    void frames_tokens_as_the_tokenizer_does_itself() {
        EncoderFiles files = ShippedWeights.BGE_SMALL.unpack(home);
        try (TextTokenizer tokenizer = TextTokenizer.open(files)) {
            for (long seed = 0; seed < 400; seed++) {
                String text = randomText(new Random(seed));
                TokenizedText tokenized = tokenizer.tokenize(text);
                long[] alone = tokenized.tokens().orElseThrow();

                assertThat(tokenizer.query(alone)).isEqualTo(tokenizer.query(text));
                assertThat(tokenizer.passage(alone)).isEqualTo(tokenizer.passage(text));
                assertThat(tokenized.tokenCount()).isEqualTo(tokenizer.count(text));
            }
        }
    }

    @Test
    void computes_the_same_vector_from_tokens_as_from_the_text() {
        String text = "Registered nurse.\nIntensive care, triage, Zürich 2019";
        Passage passage = PassageSplitter.forCandidates(model).split(text).getFirst();
        long before = model.work().runs();

        assertThat(model.embedPassage(passage.content())).isEqualTo(model.embedPassage(text));
        assertThat(model.embedQuery(model.tokenize(text))).isEqualTo(model.embedQuery(text));
        assertThat(model.work().runs() - before).as("two graphs, four texts").isEqualTo(8);
        assertThat(model.work().padding()).isZero();
    }

    private static String randomText(Random random) {
        StringBuilder text = new StringBuilder();
        int parts = random.nextInt(1, 300);
        for (int i = 0; i < parts; i++) {
            text.append(PARTS.get(random.nextInt(PARTS.size())));
        }
        return text.toString();
    }
}
