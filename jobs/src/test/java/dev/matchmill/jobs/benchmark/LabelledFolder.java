package dev.matchmill.jobs.benchmark;

import dev.matchmill.migrations.PreconditionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A folder of documents with a {@code truth.jsonl} that says what is in them. */
record LabelledFolder(Path folder, List<TruthLine> truths) {

    private static final String TRUTH = "truth.jsonl";

    /**
     * @throws PreconditionException when there is no truth, or a line of it can't be understood
     */
    static LabelledFolder open(Path folder) {
        Path file = folder.resolve(TRUTH);
        if (!Files.isRegularFile(file)) {
            throw new PreconditionException(
                    "there is no %s in %s: it needs one line of JSON for each file, such as {\"file\": \"a.pdf\", \"name\": \"Jane Doe\"}."
                            .formatted(TRUTH, folder));
        }
        try {
            List<String> lines = Files.readAllLines(file);
            List<TruthLine> truths = new ArrayList<>();
            for (int at = 0; at < lines.size(); at++) {
                if (!lines.get(at).isBlank()) {
                    truths.add(truth(lines.get(at), at + 1));
                }
            }
            return new LabelledFolder(folder, List.copyOf(truths));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TruthLine truth(String line, int number) {
        try {
            return TruthLine.of(line);
        } catch (IllegalArgumentException e) {
            throw new PreconditionException(
                    "line %d of %s %s.".formatted(number, TRUTH, e.getMessage()), e);
        }
    }

    Path pathOf(TruthLine truth) {
        return folder.resolve(truth.file());
    }
}
