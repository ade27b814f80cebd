package dev.matchmill.embeddings.passage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.matchmill.embeddings.HashingEmbeddingModel;
import dev.matchmill.embeddings.model.TokenizedText;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeftOutTokensTest {

    private final PassageSplitter splitter =
            PassageSplitter.forCandidates(new HashingEmbeddingModel());

    @Test
    void cutting_leaves_nothing_out_of_a_long_text() {
        String text = "Nurse on a ward.\n\n".repeat(400) + "  and the end ";

        List<Passage> passages = splitter.split(text);

        assertThat(passages).hasSizeGreaterThan(3);
        assertThat(splitter.leftOut(text, passages)).isZero();
    }

    @Test
    void counts_the_tokens_before_between_and_after_the_passages() {
        String text = "one two. three four. five six seven.";

        assertThat(splitter.leftOut(text, List.of(passage("three four.", 2)))).isEqualTo(5);
        assertThat(splitter.leftOut(text, List.of())).isEqualTo(7);
    }

    @Test
    void refuses_passages_of_another_text() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> splitter.leftOut("a b", List.of(passage("c", 1))));
    }

    private static Passage passage(String text, int tokenCount) {
        return new Passage(1, TokenizedText.counted(text, tokenCount));
    }
}
