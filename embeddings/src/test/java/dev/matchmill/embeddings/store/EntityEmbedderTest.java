package dev.matchmill.embeddings.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.matchmill.embeddings.HashingEmbeddingModel;
import dev.matchmill.embeddings.HookedModel;
import dev.matchmill.embeddings.model.EmbeddingModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
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

    @Test
    void computes_equal_texts_and_passages_of_a_page_once() throws InterruptedException {
        String shared = "welder ".repeat(32).strip();
        List<EntityVectors> entities =
                embedder.embedCandidates(
                        List.of("nurse ward", shared, "nurse ward", shared + "\ncook"));

        assertThat(entities.get(2)).isEqualTo(entities.get(0));
        assertThat(entities.get(3).passages().getFirst()).isEqualTo(entities.get(1).whole());
        assertThat(model.embeddedCount()).isEqualTo(3);
    }

    @Test
    void starts_with_the_longest_passages_of_a_page() throws InterruptedException {
        List<Integer> lengths = Collections.synchronizedList(new ArrayList<>());
        EmbeddingModel noting =
                new HookedModel(model, text -> lengths.add(model.countTokens(text)));

        new EntityEmbedder(noting)
                .embedCandidates(List.of("a b", "c d e f", "g", "word ".repeat(20)));

        assertThat(lengths).containsExactly(20, 4, 2, 1);
    }

    @Test
    void computes_pages_in_the_order_they_were_begun_and_not_what_was_given_up()
            throws InterruptedException {
        CountDownLatch held = new CountDownLatch(1);
        List<Integer> lengths = Collections.synchronizedList(new ArrayList<>());
        EntityEmbedder slow =
                new EntityEmbedder(
                        new HookedModel(
                                model,
                                text -> {
                                    lengths.add(model.countTokens(text));
                                    await(held);
                                }));

        EmbeddingTask first = slow.beginCandidates(List.of("a b c"));
        EmbeddingTask second = slow.beginCandidates(List.of("d e"));
        EmbeddingTask third = slow.beginCandidates(List.of("f"));
        assertThat(first.await(Duration.ofMillis(20))).isFalse();
        second.cancel();
        held.countDown();

        assertThat(third.result().getFirst().whole()).isEqualTo(model.embedPassage("f"));
        assertThat(first.await(Duration.ZERO)).isTrue();
        assertThat(lengths).containsExactly(3, 1);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
