package dev.matchmill.jobs.benchmark;

import dev.matchmill.embeddings.model.EmbeddingModel;
import dev.matchmill.embeddings.model.EmbeddingModels;
import dev.matchmill.embeddings.model.ModelSettings;
import dev.matchmill.embeddings.model.ShippedEncoder;
import dev.matchmill.jobs.run.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** How well resumes are found for postings, by every method that could be the default. */
@Command(
        name = "retrieval",
        mixinStandardHelpOptions = true,
        description = {
            "Ranks all resumes for each posting by words, by each model, by the composite and by"
                    + " second stages,",
            "and prints P@10 and nDCG@10 with 95 % intervals of the difference to the composite",
            "(both sides drawn again with replacement). A resume is relevant when its category is"
                    + " the posting's."
        })
final class RetrievalBenchmark implements Callable<Integer> {

    /** Components of each of the two dense blocks of the composite. */
    private static final int BLOCK = 384;

    private static final String DEFAULT = "composite (default)";

    @Mixin private final ResultOutput output = new ResultOutput();

    @Parameters(paramLabel = "RESUMES", description = "PDF files, one subfolder a category")
    private @Nullable Path folder;

    @Parameters(paramLabel = "POSTINGS", description = "JSON lines with category, title and text")
    private @Nullable Path feed;

    @Option(names = "--draws", defaultValue = "1000", description = "default: 1000")
    private int draws;

    @Option(
            names = "--pdftotext",
            description = "resumes as pdftotext gives them, not as this program reads them")
    private boolean pdftotext;

    @Override
    public Integer call() throws IOException, InterruptedException {
        output.say("reading the resumes");
        RetrievalSet set =
                RetrievalSet.read(
                        Objects.requireNonNull(folder), Objects.requireNonNull(feed), pdftotext);
        RetrievalScores scores = new RetrievalScores(set);
        RetrievalBootstrap figures =
                new RetrievalBootstrap(
                        set.resumes().stream().map(RetrievalSet.Resume::category).toList(),
                        set.postings().stream().map(RetrievalSet.Posting::category).toList());
        Path home = Files.createTempDirectory("retrieval-benchmark");
        try {
            measure(scores, figures, home);
        } finally {
            FileSystemUtils.deleteRecursively(home);
        }
        output.say("drawing");
        output.print(
                List.of(
                        figures.table(
                                pdftotext ? "retrieval_pdftotext" : "retrieval", DEFAULT, draws)));
        return ExitCode.OK.code();
    }

    private void measure(RetrievalScores scores, RetrievalBootstrap figures, Path home)
            throws IOException, InterruptedException {
        double[][] bm25 = scores.bm25();
        double[][] skills = scores.skills();
        figures.add("BM25", bm25);
        figures.add("share of skills", skills);
        int threads = Runtime.getRuntime().availableProcessors();
        output.say("bge-small alone");
        try (ShippedEncoder bge = ShippedEncoder.bge(home, threads)) {
            figures.add("bge-small", scores.embed(bge).scores(0, BLOCK));
        }
        output.say("e5-small alone");
        try (ShippedEncoder e5 = ShippedEncoder.e5(home, threads)) {
            figures.add("e5-small", scores.embed(e5).scores(0, BLOCK));
        }
        output.say("MiniLM alone");
        try (EmbeddingModel miniLm = PeerModel.miniLm(home, threads)) {
            figures.add("all-MiniLM-L6", scores.embed(miniLm).scores(0, BLOCK));
        }
        output.say("the composite");
        try (EmbeddingModel composite = EmbeddingModels.open(ModelSettings.defaults(), home)) {
            RetrievalScores.Vectors vectors = scores.embed(composite);
            double[][] whole = vectors.scores(0, Integer.MAX_VALUE);
            double[][] titles = scores.titles(composite);
            figures.add("bge-small, centred", vectors.scores(0, BLOCK));
            figures.add("e5-small, centred", vectors.scores(BLOCK, 2 * BLOCK));
            figures.add("words block", vectors.scores(2 * BLOCK, Integer.MAX_VALUE));
            figures.add("titles", titles);
            figures.add(DEFAULT, whole);
            for (double share : List.of(.1, .2, .3)) {
                figures.add("+ BM25, share " + share, RetrievalScores.fused(whole, bm25, share));
                figures.add(
                        "+ skills, share " + share, RetrievalScores.fused(whole, skills, share));
                figures.add(
                        "+ titles, share " + share, RetrievalScores.fused(whole, titles, share));
            }
            double[][] second =
                    RetrievalScores.fused(RetrievalScores.fused(whole, titles, .2), skills, .1);
            figures.add("first 50 by titles and skills", RetrievalScores.reranked(whole, second));
        }
    }
}
