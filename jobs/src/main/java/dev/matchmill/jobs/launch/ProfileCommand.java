package dev.matchmill.jobs.launch;

import dev.matchmill.jobs.profile.ProfileJson;
import dev.matchmill.jobs.run.ExitCode;
import dev.matchmill.readers.jsonresume.JsonResumeOutcome;
import dev.matchmill.readers.jsonresume.JsonResumeReader;
import dev.matchmill.readers.parse.ParseOutcome;
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
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What the reader sees in a file, without a database. */
@Command(
        name = "profile",
        mixinStandardHelpOptions = true,
        description = {
            "Shows what the reader sees in files, without a database.",
            "One JSON object a line, in the order given: file, state (parsed or refused), reason"
                    + " and",
            "detail of a refusal, and profile: the fields with span (UTF-16 offsets into the text,"
                    + " end",
            "excluded) and confidence."
        })
final class ProfileCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "documents of any format")
    private List<Path> files = List.of();

    @picocli.CommandLine.Option(names = "--text", description = "adds the text in reading order")
    private boolean withText;

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        SandboxSettings settings = Settings.load().get(SandboxSettings.class);
        ProfileExtractor extractor =
                new ProfileExtractor(new SkillMatcher(SkillVocabulary.shipped()));
        // As many as the pool runs at once, and some read ahead: results wait in their order.
        Semaphore ahead = new Semaphore(2 * Runtime.getRuntime().availableProcessors());
        List<Future<?>> printed = new ArrayList<>();
        try (SandboxedParser parser = new SandboxedParser(settings);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                ExecutorService printer = Executors.newSingleThreadExecutor()) {
            for (Path file : files) {
                ahead.acquire();
                Future<Map<String, Object>> line =
                        threads.submit(() -> line(file, parser, extractor, settings));
                printed.add(
                        printer.submit(() -> {
                            try {
                                Console.print(Json.mapper().writeValueAsString(line.get()));
                                return true;
                            } finally {
                                ahead.release();
                            }
                        }));
            }
        }
        for (Future<?> one : printed) {
            one.get();
        }
        return ExitCode.OK.code();
    }

    private Map<String, Object> line(
            Path file, SandboxedParser parser, ProfileExtractor extractor, SandboxSettings settings)
            throws InterruptedException {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("file", file.toString());
        byte[] content;
        try {
            if (Files.size(file) > settings.maxDocumentSize().toBytes()) {
                return refused(line, "too_large", "more than " + settings.maxDocumentSize());
            }
            content = Files.readAllBytes(file);
        } catch (IOException unreadable) {
            return refused(line, "unreadable", unreadable.getClass().getSimpleName());
        }
        String name = file.getFileName().toString();
        ParseOutcome parsed = parser.parse(content, name);
        LocalDate today = LocalDate.now(Clock.system(ZoneOffset.UTC));
        JsonResumeOutcome outcome;
        try {
            outcome = new JsonResumeReader(extractor).read(parsed, content, name, today);
        } catch (RuntimeException | StackOverflowError unforeseen) {
            return refused(line, "crash", unforeseen.getClass().getSimpleName());
        }
        return switch (outcome) {
            case JsonResumeOutcome.Refused(RefusedDocument(var reason, String detail)) ->
                    refused(line, reason.label(), detail);
            case JsonResumeOutcome.Resume(ParsedDocument document, ResumeProfile profile) -> {
                line.put("state", "parsed");
                line.put("media_type", document.mediaType());
                line.put("profile", ProfileJson.of(profile));
                if (withText) {
                    line.put("text", document.text());
                }
                yield line;
            }
        };
    }

    private static Map<String, Object> refused(
            Map<String, Object> line, String reason, String detail) {
        line.put("state", "refused");
        line.put("reason", reason);
        line.put("detail", detail);
        return line;
    }
}
