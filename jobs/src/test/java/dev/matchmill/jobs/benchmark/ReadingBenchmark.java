package dev.matchmill.jobs.benchmark;

import dev.matchmill.jobs.benchmark.ReadingContender.Read;
import dev.matchmill.jobs.run.ExitCode;
import dev.matchmill.migrations.PreconditionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Documents a second of the sandboxed reader beside what others call, on the same files. */
@Command(
        name = "reading",
        mixinStandardHelpOptions = true,
        description = {
            "Reads the files of a folder with the sandboxed reader, with a new AutoDetectParser"
                    + " for",
            "each document in this process (as Spring AI and LangChain4j do), and with a process"
                    + " of",
            "pdftotext for each file. All with one thread, then all with one for each core."
        })
final class ReadingBenchmark implements Callable<Integer> {

    @Mixin private final ResultOutput output = new ResultOutput();

    @Parameters(paramLabel = "FOLDER", description = "PDF files, in subfolders as well")
    private @Nullable Path folder;

    @Option(
            names = "--rounds",
            defaultValue = "5",
            description = "after one that does not count (default: 5)")
    private int rounds;

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Path> files = files(Objects.requireNonNull(folder));
        List<ReadingContender> contenders = new ArrayList<>(List.of(ReadingContender.values()));
        if (!PdfToText.isInstalled()) {
            contenders.remove(ReadingContender.PDFTOTEXT);
            output.say("pdftotext is not installed (Debian: poppler-utils): it is left out.");
        }
        int cores = Runtime.getRuntime().availableProcessors();
        ReadingFigures figures = new ReadingFigures(files.size());
        for (int threads : cores == 1 ? List.of(1) : List.of(1, cores)) {
            measure(files, contenders, threads, figures);
        }
        output.print(List.of(figures.speeds(), figures.ratios()));
        return ExitCode.OK.code();
    }

    private void measure(
            List<Path> files, List<ReadingContender> all, int threads, ReadingFigures figures)
            throws InterruptedException {
        Map<ReadingContender, ReadingContender.Reader> readers =
                new EnumMap<>(ReadingContender.class);
        try {
            all.forEach(contender -> readers.put(contender, contender.open(threads)));
            for (int round = 0; round <= rounds; round++) {
                List<ReadingContender> order = new ArrayList<>(all);
                Collections.rotate(order, round);
                Map<ReadingContender, Read> now = new EnumMap<>(ReadingContender.class);
                for (ReadingContender contender : order) {
                    output.say(
                            "round %d of %d with %d thread(s): %s"
                                    .formatted(round, rounds, threads, contender));
                    ReadingContender.Reader reader = Objects.requireNonNull(readers.get(contender));
                    now.put(contender, Read.all(reader, files, threads));
                }
                // The first round is for the compilers and the children of both sides.
                if (round > 0) {
                    figures.add(threads, now);
                }
            }
        } finally {
            readers.values().forEach(ReadingContender.Reader::close);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new PreconditionException("there is no folder " + folder + ".");
        }
        try (Stream<Path> walk = Files.walk(folder)) {
            List<Path> files =
                    walk.filter(file -> file.toString().endsWith(".pdf")).sorted().toList();
            if (files.isEmpty()) {
                throw new PreconditionException("there is no PDF file in " + folder + ".");
            }
            return files;
        }
    }
}
