package dev.matchmill.embeddings.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.matchmill.embeddings.HashingEmbeddingModel;
import java.util.List;
import org.junit.jupiter.api.Test;

class EntityEmbedderTest {

    private final HashingEmbeddingModel model = new HashingEmbeddingModel();
    private final EntityEmbedder embedder = new EntityEmbedder(model);

    @Test
    void embeds_in_the_order_given_with_the_hash_of_each_text() throws InterruptedException {
        List<EntityVectors> entities =
                embedder.embedCandidates(List.of("nurse ward", "welder steel"));

        assertThat(entities)
                .extracting(EntityVectors::contentHash)
                .containsExactly(ContentHash.of("nurse ward"), ContentHash.of("welder steel"));
        assertThat(entities.get(1).whole()).isEqualTo(model.embedPassage("welder steel"));
    }

    @Test
    void weighs_the_beginning_most_and_nothing_with_nothing() throws InterruptedException {
        String beginning = "nurse ".repeat(32);
        String middle = "welder ".repeat(64);
        String end = "cook ".repeat(20);

        EntityVectors entity =
                embedder.embedCandidates(List.of(beginning + "\n" + middle + "\n" + end))
                        .getFirst();

        assertThat(entity.passages()).hasSize(3);
        assertThat(entity.tokenCount()).isEqualTo(116);
        double nurse = entity.whole().dot(model.embedQuery("nurse"));
        double welder = entity.whole().dot(model.embedQuery("welder"));
        double cook = entity.whole().dot(model.embedQuery("cook"));
        assertThat(nurse).isGreaterThan(welder + .1);
        assertThat(welder).isGreaterThan(cook);
        assertThat(cook).isGreaterThan(.2);
    }

    @Test
    void takes_a_posting_as_one_passage_where_the_model_can() throws InterruptedException {
        EntityVectors posting = embedder.embedPostings(List.of("word ".repeat(480))).getFirst();

        assertThat(posting.passages()).hasSize(1);
    }

    @Test
    void refuses_a_blank_text() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> embedder.embedCandidates(List.of("text", " ")))
                .withMessageContaining("blank");
    }
}
