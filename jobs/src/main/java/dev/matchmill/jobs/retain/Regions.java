package dev.matchmill.jobs.retain;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The code of a state as it is written in a place: {@code California}, {@code Calif.} and {@code
 * ca} are CA. Only the United States have rules by state.
 */
final class Regions {

    private static final Map<String, String> STATES = states();

    private Regions() {}

    /** The code, or null when the place names no state that is known. */
    static @Nullable String of(@Nullable String country, @Nullable String state) {
        if (!"US".equals(country) || state == null) {
            return null;
        }
        return STATES.get(normal(state));
    }

    private static String normal(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    }

    private static Map<String, String> states() {
        try (InputStream in =
                        Objects.requireNonNull(Regions.class.getResourceAsStream("us-states.csv"));
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .flatMap(line -> {
                        String[] names = line.split(",", -1);
                        return Arrays.stream(names).map(name -> Map.entry(normal(name), names[0]));
                    })
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
