package dev.matchmill.embeddings.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The texts behind {@link Calibration}, written for it: single lines for both sides, and for
 * postings as much again of descriptions that have the length and shape of a posting (README,
 * "Decisions").
 */
final class CalibrationTexts {

    private CalibrationTexts() {}

    /** Half single lines and half descriptions for queries, single lines for passages. */
    static float[] mean(Calibration.Side side, Encoder encoder) {
        return switch (side) {
            case QUERY ->
                    Vectors.mean(
                            List.of(
                                    mean(lines(), encoder::query),
                                    mean(
                                            descriptions().stream().map(Description::text).toList(),
                                            encoder::query)));
            case PASSAGE -> mean(lines(), encoder::passage);
        };
    }

    /** What the file of means says about the texts that it was computed from. */
    static String fingerprint() {
        Sha256 hash = new Sha256();
        lines().forEach(hash::add);
        descriptions().forEach(description -> hash.add(description.text()));
        return "TEXTS " + hash.hex();
    }

    /** One text a line, of all occupations. */
    static List<String> lines() {
        return read("calibration-lines.txt").lines().filter(line -> !line.isBlank()).toList();
    }

    /** Each below a line with a number sign and the ISCO-08 unit group. */
    static List<Description> descriptions() {
        List<Description> descriptions = new ArrayList<>();
        for (String block : read("calibration-descriptions.txt").split("(?m)^# ", -1)) {
            if (!block.isBlank()) {
                int end = block.indexOf('\n');
                descriptions.add(
                        new Description(block.substring(0, end), block.substring(end).strip()));
            }
        }
        return List.copyOf(descriptions);
    }

    private static float[] mean(List<String> texts, Function<String, float[]> encode) {
        return Vectors.mean(texts.parallelStream().map(encode).map(Vectors::unit).toList());
    }

    static String read(String resource) {
        try (InputStream in = CalibrationTexts.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An occupation as a posting describes it; {@code group} has four digits of ISCO-08. */
    record Description(String group, String text) {}
}
