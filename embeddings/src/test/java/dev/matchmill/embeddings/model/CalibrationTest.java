package dev.matchmill.embeddings.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.matchmill.embeddings.model.CalibrationTexts.Description;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** With the weights that ship. */
class CalibrationTest {

    /**
     * Int8 sums differ a little from processor to processor. The two sides' means are .3 apart, and
     * the fingerprint of the texts shows the change of a single one.
     */
    private static final double MOST_DISTANCE = .02;

    /** The sub-major groups of ISCO-08 whose work is mostly done at a desk or with people. */
    private static final List<String> GROUPS =
            List.of(
                    "11", "12", "13", "14", "21", "22", "23", "24", "25", "26", "31", "32", "33",
                    "34", "35", "41", "42", "43", "44");

    @Test
    void the_means_are_of_the_texts_as_they_are() {
        assertThat(CalibrationTexts.read(Calibration.RESOURCE).lines())
                .as("write the means again as embeddings/README.md says")
                .contains(CalibrationTexts.fingerprint());
    }

    @ParameterizedTest
    @EnumSource(ShippedWeights.class)
    void ships_the_mean_vectors_of_the_texts(ShippedWeights weights, @TempDir Path home) {
        Calibration calibration = Calibration.shipped(weights);

        try (Encoder encoder = Encoder.open(weights.unpack(home), 2)) {
            for (Calibration.Side side : Calibration.Side.values()) {
                float[] shipped =
                        switch (side) {
                            case QUERY -> calibration.queryMean();
                            case PASSAGE -> calibration.passageMean();
                        };
                assertThat(distance(shipped, CalibrationTexts.mean(side, encoder)))
                        .as("%s, write the means again as embeddings/README.md says", side)
                        .isLessThan(MOST_DISTANCE);
            }
        }
    }

    @Test
    void reads_the_means_that_were_written() {
        String content = lines(ShippedWeights.E5_SMALL);

        Calibration calibration = Calibration.parse(content, ShippedWeights.E5_SMALL);

        assertThat(calibration.queryMean()).startsWith(0f, .5f).hasSize(ShippedWeights.DIMENSION);
        assertThat(calibration.passageMean()).startsWith(1f, .5f);
    }

    @Test
    void refuses_means_of_other_weights() {
        String content =
                lines(ShippedWeights.E5_SMALL)
                        .replace(ShippedWeights.E5_SMALL.fingerprint(), "0".repeat(64));

        assertThatIllegalStateException()
                .isThrownBy(() -> Calibration.parse(content, ShippedWeights.E5_SMALL))
                .withMessageContaining("QUERY mean of the weights E5_SMALL");
    }

    @Test
    void another_mean_has_another_fingerprint() {
        String content = lines(ShippedWeights.E5_SMALL);
        String swapped =
                content.replace("QUERY", "-").replace("PASSAGE", "QUERY").replace("-", "PASSAGE");

        assertThat(Calibration.parse(swapped, ShippedWeights.E5_SMALL).fingerprint())
                .isNotEqualTo(Calibration.parse(content, ShippedWeights.E5_SMALL).fingerprint());
    }

    @Test
    void the_descriptions_are_of_every_group_of_managers_professionals_technicians_and_clerks() {
        Set<String> groups =
                CalibrationTexts.descriptions().stream()
                        .map(description -> description.group().substring(0, 2))
                        .collect(Collectors.toSet());

        assertThat(groups).containsExactlyInAnyOrderElementsOf(GROUPS);
    }

    @Test
    void the_descriptions_have_the_shape_of_postings() {
        for (Description description : CalibrationTexts.descriptions()) {
            assertThat(description.text())
                    .containsSubsequence("\nResponsibilities:\n- ", "\nTools and technology: ");
            assertThat(description.text().split("\\s+", -1)).hasSizeGreaterThan(50);
        }
    }

    private static String lines(ShippedWeights weights) {
        return Stream.of(Calibration.Side.values())
                .map(side -> Calibration.line(side, weights, mean(side)))
                .collect(Collectors.joining("\n"));
    }

    private static float[] mean(Calibration.Side side) {
        float[] mean = new float[ShippedWeights.DIMENSION];
        mean[0] = side == Calibration.Side.PASSAGE ? 1 : 0;
        mean[1] = .5f;
        return mean;
    }

    private static double distance(float[] one, float[] other) {
        double squares = 0;
        for (int i = 0; i < one.length; i++) {
            squares += Math.pow(one[i] - other[i], 2);
        }
        return Math.sqrt(squares);
    }
}
