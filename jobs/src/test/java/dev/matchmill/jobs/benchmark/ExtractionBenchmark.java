package dev.matchmill.jobs.benchmark;

import dev.matchmill.jobs.run.ExitCode;
import dev.matchmill.readers.parse.ParsedDocument;
import dev.matchmill.readers.parse.RefusedDocument;
import dev.matchmill.readers.profile.ProfileExtractor;
import dev.matchmill.readers.profile.ResumeProfile;
import dev.matchmill.readers.sandbox.SandboxSettings;
import dev.matchmill.readers.sandbox.SandboxedParser;
import dev.matchmill.readers.skill.SkillMatcher;
import dev.matchmill.readers.skill.SkillVocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the reader finds in labelled resumes, field by field. */
@Command(
        name = "extraction",
        mixinStandardHelpOptions = true,
        description = {
            "Scores what is read in the resumes of a folder against its truth.jsonl.",
            "right: equal without regard to case, marks and signs; an e-mail or link to the"
                    + " letter,",
            "  a number by its digits, a place by its city, years within 1, skills by canonical"
                    + " name",
            "near: all words of one are in the other, or 80 % of their pairs of letters are shared",
            "invented: read though the truth says null or []; a key that is missing is not judged",
            "The worst cases repeat what is in the files: mind where you print them."
        })
final class ExtractionBenchmark implements Callable<Integer> {

    @Mixin private final ResultOutput output = new ResultOutput();

    @Parameters(paramLabel = "FOLDER", description = "documents and their truth.jsonl")
    private @Nullable Path folder;

    @Option(
            names = "--worst",
            defaultValue = "5",
            description = "faults that are printed of each field (default: 5)")
    private int worst;

    @Option(names = "--today", description = "when positions that last end (default: today)")
    private @Nullable LocalDate today;

    @Override
    public Integer call() throws IOException, InterruptedException {
        LabelledFolder labelled = LabelledFolder.open(Objects.requireNonNull(folder));
        ProfileExtractor extractor =
                new ProfileExtractor(new SkillMatcher(SkillVocabulary.shipped()));
        ExtractionScores scores = new ExtractionScores();
        List<List<Object>> refused = new ArrayList<>();
        try (SandboxedParser parser = new SandboxedParser(SandboxSettings.usual())) {
            for (TruthLine truth : labelled.truths()) {
                scores.add(truth, read(parser, extractor, labelled, truth, refused));
            }
        }
        output.say("%d files, %d refused".formatted(labelled.truths().size(), refused.size()));
        output.print(
                List.of(
                        scores.fields(),
                        scores.worst(worst),
                        new ResultTable("refused", List.of("file", "reason"), refused)));
        return ExitCode.OK.code();
    }

    private @Nullable ResumeProfile read(
            SandboxedParser parser,
            ProfileExtractor extractor,
            LabelledFolder labelled,
            TruthLine truth,
            List<List<Object>> refused)
            throws IOException, InterruptedException {
        Path file = labelled.pathOf(truth);
        if (!Files.isRegularFile(file)) {
            refused.add(List.of(truth.file(), "is not there"));
            return null;
        }
        LocalDate day = today == null ? LocalDate.now(ZoneOffset.UTC) : today;
        return switch (parser.parse(Files.readAllBytes(file), truth.file())) {
            case ParsedDocument document -> extractor.extract(document, truth.file(), day);
            case RefusedDocument(var reason, _) -> {
                refused.add(List.of(truth.file(), reason));
                yield null;
            }
        };
    }
}
