package dev.matchmill.jobs.benchmark;

import dev.matchmill.migrations.PreconditionException;
import dev.matchmill.readers.blind.BlindText;
import dev.matchmill.readers.jsonresume.JsonResumeOutcome;
import dev.matchmill.readers.jsonresume.JsonResumeReader;
import dev.matchmill.readers.profile.ProfileExtractor;
import dev.matchmill.readers.sandbox.SandboxSettings;
import dev.matchmill.readers.sandbox.SandboxedParser;
import dev.matchmill.readers.skill.SkillMatcher;
import dev.matchmill.readers.skill.SkillMention;
import dev.matchmill.readers.skill.SkillVocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Resumes as this program reads them, and postings, with their categories. */
record RetrievalSet(List<Resume> resumes, List<Posting> postings) {

    /**
     * A resume.
     *
     * @param text blind, as it is embedded
     * @param titles what its owner was called, newest first; one a line
     */
    record Resume(String category, String text, Set<String> skills, String titles) {}

    record Posting(String category, String title, String text, Set<String> skills) {}

    /**
     * Reads a folder with one subfolder a category, and postings with {@code category}, {@code
     * title} and {@code text} as JSON lines.
     *
     * @param pdftotext whether resumes are the plain text of pdftotext, not what this program reads
     */
    static RetrievalSet read(Path folder, Path feed, boolean pdftotext)
            throws IOException, InterruptedException {
        SkillMatcher matcher = new SkillMatcher(SkillVocabulary.shipped());
        return new RetrievalSet(resumes(folder, matcher, pdftotext), postings(feed, matcher));
    }

    private static List<Resume> resumes(Path folder, SkillMatcher matcher, boolean pdftotext)
            throws IOException, InterruptedException {
        JsonResumeReader reader = new JsonResumeReader(new ProfileExtractor(matcher));
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.filter(file -> file.toString().endsWith(".pdf")).sorted().toList();
        }
        if (files.isEmpty()) {
            throw new PreconditionException("there is no PDF file in " + folder + ".");
        }
        List<Resume> resumes = new ArrayList<>();
        try (SandboxedParser parser = new SandboxedParser(SandboxSettings.usual())) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                byte[] content = Files.readAllBytes(file);
                if (reader.read(
                                parser.parse(content, name),
                                content,
                                name,
                                LocalDate.now(ZoneOffset.UTC))
                        instanceof JsonResumeOutcome.Resume(var document, var profile)) {
                    String text =
                            pdftotext
                                    ? PdfToText.text(file)
                                    : BlindText.ofResume(profile, document);
                    if (!text.isBlank()) {
                        resumes.add(
                                new Resume(
                                        folder.relativize(file).getName(0).toString(),
                                        text,
                                        names(profile.skills()),
                                        profile.workHistory().stream()
                                                .map(entry ->
                                                        entry.title() == null ? "" : entry.title())
                                                .filter(title -> !title.isBlank())
                                                .collect(Collectors.joining("\n"))));
                    }
                }
            }
        }
        return resumes;
    }

    private static List<Posting> postings(Path feed, SkillMatcher matcher) throws IOException {
        JsonMapper json = JsonMapper.builder().build();
        List<Posting> postings = new ArrayList<>();
        for (String line : Files.readAllLines(feed)) {
            JsonNode posting = json.readTree(line);
            String title = posting.path("title").asString();
            String text = posting.path("text").asString();
            postings.add(
                    new Posting(
                            posting.path("category").asString(),
                            title,
                            BlindText.ofPosting(title, text, null, null, List.of(), List.of()),
                            names(matcher.find(text))));
        }
        return postings;
    }

    private static Set<String> names(List<SkillMention> mentions) {
        return mentions.stream()
                .map(SkillMention::skill)
                .collect(Collectors.toCollection(HashSet::new));
    }
}
