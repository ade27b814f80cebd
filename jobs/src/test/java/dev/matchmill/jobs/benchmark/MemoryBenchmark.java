package dev.matchmill.jobs.benchmark;

import dev.matchmill.embeddings.TinyModelFolder;
import dev.matchmill.embeddings.model.EmbeddingModel;
import dev.matchmill.embeddings.model.EmbeddingModels;
import dev.matchmill.embeddings.model.ModelSettings;
import dev.matchmill.embeddings.store.EntityEmbedder;
import dev.matchmill.jobs.run.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Resident memory of this process while many texts are embedded: it must not grow with them. */
@Command(
        name = "memory",
        mixinStandardHelpOptions = true,
        description = {
            "Embeds many texts, a page of 32 at a time as embed does, and shows the resident memory"
                    + " of the process.",
            "By a small ONNX model that is written for it; --shipped takes the one that ships,"
                    + " which takes long."
        })
final class MemoryBenchmark implements Callable<Integer> {

    private static final int PAGE = 32;
    private static final int SAMPLES = 10;
    private static final Path STATUS = Path.of("/proc/self/status");

    @Mixin private final ResultOutput output = new ResultOutput();

    @Option(names = "--texts", defaultValue = "100000", description = "of 5 to 120 words")
    private int textCount;

    @Option(names = "--shipped", description = "with the model that ships")
    private boolean shipped;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (textCount < SAMPLES * PAGE) {
            throw new IllegalArgumentException("--texts must be at least " + SAMPLES * PAGE);
        }
        Path home = Files.createTempDirectory("memory-benchmark");
        try (EmbeddingModel model = open(home)) {
            output.print(List.of(measure(new EntityEmbedder(model))));
        } finally {
            FileSystemUtils.deleteRecursively(home);
        }
        return ExitCode.OK.code();
    }

    private EmbeddingModel open(Path home) {
        String path = shipped ? "" : new TinyModelFolder(home.resolve("model")).write().toString();
        return EmbeddingModels.open(new ModelSettings(path, 0, 0, null, null), home);
    }

    private ResultTable measure(EntityEmbedder embedder) throws IOException, InterruptedException {
        List<List<Object>> rows = new ArrayList<>();
        List<String> texts = BenchmarkTexts.of(textCount, 5, 120);
        long first = 0;
        int sampled = 0;
        for (int from = 0; from < texts.size(); from += PAGE) {
            embedder.embedCandidates(texts.subList(from, Math.min(texts.size(), from + PAGE)));
            int done = Math.min(texts.size(), from + PAGE);
            if (done >= (long) texts.size() * (sampled + 1) / SAMPLES) {
                sampled++;
                long kilobytes = residentKilobytes();
                first = first == 0 ? kilobytes : first;
                output.say("%d texts: %d MB".formatted(done, kilobytes / 1024));
                String ratio = String.format(Locale.ROOT, "%.2f", (double) kilobytes / first);
                rows.add(List.of(done, kilobytes / 1024, ratio));
            }
        }
        return new ResultTable(
                "memory", List.of("texts", "resident mb", "of the first tenth"), rows);
    }

    private static long residentKilobytes() throws IOException {
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .map(line -> line.replaceAll("\\D", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow(() -> new IOException(STATUS + " names no VmRSS"));
    }
}
