package dev.matchmill.jobs.benchmark;

import dev.matchmill.readers.parse.ParseOutcome;
import dev.matchmill.readers.parse.ParsedDocument;
import dev.matchmill.readers.parse.RefusedDocument;
import dev.matchmill.readers.sandbox.SandboxSettings;
import dev.matchmill.readers.sandbox.SandboxedParser;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Files that mean harm, a good one after each; {@code manifest.jsonl} beside them says by flags
 * what is wrong with each.
 */
record NastyFolder(Path folder) {

    private static final Set<String> READ =
            Set.of("pdf", "docx", "doc", "odt", "rtf", "html", "txt", "msg");

    /** What became of the folder. */
    record Findings(ResultTable files, ResultTable summary) {}

    Findings run(List<byte[]> good, SandboxSettings settings)
            throws IOException, InterruptedException {
        JsonMapper json = JsonMapper.builder().build();
        List<List<Object>> rows = new ArrayList<>();
        int lost = 0;
        int wrong = 0;
        long grown;
        try (SandboxedParser parser = new SandboxedParser(settings);
                Stream<String> lines = Files.lines(folder.resolve("manifest.jsonl"))) {
            parser.parse(good.getFirst(), "good.pdf");
            long before = heapInUse();
            for (String line : lines.sorted().toList()) {
                JsonNode entry = json.readTree(line);
                String name = entry.get("file").asString();
                Set<String> flags = new TreeSet<>();
                entry.get("flags").forEach(flag -> flags.add(flag.asString()));
                String end = end(parser.parse(Files.readAllBytes(folder.resolve(name)), name));
                boolean right = expected(name, flags).contains(end);
                rows.add(List.of(name, String.join(" ", flags), end, right ? "" : "unexpected"));
                wrong += right ? 0 : 1;
                byte[] next = good.get(rows.size() % good.size());
                lost += parser.parse(next, "good.pdf") instanceof ParsedDocument ? 0 : 1;
            }
            grown = heapInUse() - before;
        }
        return new Findings(
                new ResultTable("nasty", List.of("file", "flags", "end", "verdict"), rows),
                new ResultTable(
                        "nasty_summary",
                        List.of("files", "unexpected", "good files lost", "heap grown mb"),
                        List.of(List.of(rows.size(), wrong, lost, Math.round(grown / 1e6)))));
    }

    private static String end(ParseOutcome outcome) {
        return switch (outcome) {
            case ParsedDocument _ -> "read";
            case RefusedDocument refused -> refused.reason().label();
        };
    }

    /** Ends that are right for a file; that of the child, such as a time-out, never is. */
    private static Set<String> expected(String name, Set<String> flags) {
        String extension = name.substring(name.lastIndexOf('.') + 1);
        if (!READ.contains(extension)) {
            return Set.of("unsupported_type", "encrypted");
        }
        boolean unopened = flags.contains("pdftotext-rc1");
        if (flags.contains("needs-password") || (flags.contains("encrypted?") && unopened)) {
            return Set.of("encrypted");
        }
        if (flags.contains("zip-broken")) {
            return Set.of("corrupt");
        }
        if (flags.contains("pdf-no-text") || unopened || flags.contains("pdftotext-rc99")) {
            return Set.of("empty", "corrupt", "needs_ocr", "garbage");
        }
        return flags.contains("encrypted?")
                ? Set.of("read", "empty", "encrypted")
                : Set.of("read", "empty", "corrupt");
    }

    private static long heapInUse() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
