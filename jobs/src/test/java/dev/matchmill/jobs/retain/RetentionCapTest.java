package dev.matchmill.jobs.retain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetentionCapTest {

    @ParameterizedTest
    @CsvSource({
        "50, 60, false", // within the floor
        "51, 500, true",
        "51, 510, false", // exactly a tenth
        "51, 509, true", // a tenth, rounded down, is the floor
        "100, 1000, false",
        "101, 1000, true",
        "101, 1009, true",
        "101, 1010, false",
        "0, 0, false"
    })
    void a_tenant_may_lose_a_share_and_always_the_floor(long due, long seen, boolean isOver) {
        assertThat(
                        new RetentionCap(0.1, 50)
                                .exceededBy(List.of(share(1L, "application", due, seen))))
                .hasSize(isOver ? 1 : 0);
    }

    @Test
    void tables_of_a_class_count_together_and_tenants_and_classes_apart() {
        List<PlanShare> shares =
                List.of(
                        share(1L, "application", 40, 100),
                        share(1L, "application", 40, 100),
                        share(1L, "communication", 40, 100),
                        share(2L, "application", 40, 100),
                        share(null, "application", 51, 100));

        assertThat(new RetentionCap(0.1, 50).exceededBy(shares))
                .containsExactly(
                        new RetentionCap.Excess(1L, "application", 80, 200),
                        new RetentionCap.Excess(null, "application", 51, 100));
    }

    @Test
    void what_no_cap_counts_is_never_over_it() {
        PlanShare free =
                new PlanShare(1L, "embedding", "delete", "t", "J17", false, 9, 9, 0, 0, 0, 0);

        assertThat(new RetentionCap(0.1, 0).exceededBy(List.of(free))).isEmpty();
    }

    @Test
    void the_sentence_names_tenant_class_and_figures() {
        RetentionCap cap = new RetentionCap(0.25, 0);

        assertThat(new RetentionCap.Excess(7L, "application", 3, 10).sentence(cap))
                .isEqualTo(
                        "organization 7 would lose 3 of 10 rows of class application, more than 25"
                                + " %");
        assertThat(new RetentionCap.Excess(null, "account", 3, 10).sentence(cap))
                .startsWith("what belongs to no single organization would lose");
    }

    @ParameterizedTest
    @CsvSource({"0", "-0.1", "1.01", "NaN"})
    void a_share_is_above_0_to_1(double share) {
        assertThatThrownBy(() -> new RetentionCap(share, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new RetentionCap(1, 0).share()).isEqualTo(1);
    }

    private static PlanShare share(@Nullable Long tenant, String of, long due, long seen) {
        return new PlanShare(tenant, of, "delete", "t", "J17", true, seen, due, 0, 0, 0, 0);
    }
}
