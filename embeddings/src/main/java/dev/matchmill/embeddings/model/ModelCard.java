package dev.matchmill.embeddings.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The README.md of a published model: its front matter names the licence. */
final class ModelCard {

    private static final String KEY = "license:";

    /** Front matter is short; a longer one holds benchmark results. */
    private static final int LINE_LIMIT = 20_000;

    private ModelCard() {}

    /** The licence as the card names it, or {@code unknown}. The rest may be in any encoding. */
    static String license(Path card) {
        if (!Files.isRegularFile(card)) {
            return "unknown";
        }
        try (Stream<String> lines = Files.lines(card, StandardCharsets.ISO_8859_1)) {
            return lines.limit(LINE_LIMIT)
                    .filter(line -> line.startsWith(KEY))
                    .map(line -> line.substring(KEY.length()).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException | UncheckedIOException e) {
            throw new ModelException("cannot read " + card + ": check its rights", e);
        }
    }
}
