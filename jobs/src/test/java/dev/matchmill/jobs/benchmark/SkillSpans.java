package dev.matchmill.jobs.benchmark;

import dev.matchmill.readers.skill.SkillMatcher;
import dev.matchmill.readers.skill.SkillMention;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sentences of postings whose words are labelled B, I, O twice: as knowledge (what has a name) and
 * as skill (what somebody does). A span counts as found when a mention overlaps it.
 */
final class SkillSpans {

    private static final int WORST = 40;

    private final List<Sentence> sentences;
    private final Map<String, Integer> missed = new TreeMap<>();

    private SkillSpans(List<Sentence> sentences) {
        this.sentences = sentences;
    }

    private record Labelled(int start, int end) {

        boolean overlaps(SkillMention mention) {
            return mention.span().start() < end && mention.span().end() > start;
        }
    }

    private record Sentence(String text, List<Labelled> knowledge, List<Labelled> skills) {}

    /** Reads JSON lines with {@code tokens}, {@code tags_knowledge} and {@code tags_skill}. */
    static SkillSpans read(Path file) {
        JsonMapper json = JsonMapper.builder().build();
        try (var lines = Files.lines(file)) {
            return new SkillSpans(
                    lines.filter(line -> !line.isBlank())
                            .map(line -> sentence(json.readTree(line)))
                            .toList());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Sentence sentence(JsonNode line) {
        StringBuilder text = new StringBuilder();
        List<Labelled> words = new ArrayList<>();
        for (JsonNode token : line.get("tokens")) {
            text.append(text.isEmpty() ? "" : " ");
            words.add(new Labelled(text.length(), text.length() + token.asString().length()));
            text.append(token.asString());
        }
        return new Sentence(
                text.toString(),
                spans(words, line.get("tags_knowledge")),
                spans(words, line.get("tags_skill")));
    }

    private static List<Labelled> spans(List<Labelled> words, JsonNode tags) {
        List<Labelled> spans = new ArrayList<>();
        for (int at = 0; at < words.size(); at++) {
            String tag = tags.get(at).asString();
            Labelled word = words.get(at);
            if (tag.equals("B")) {
                spans.add(word);
            } else if (tag.equals("I") && !spans.isEmpty()) {
                spans.add(new Labelled(spans.removeLast().start(), word.end()));
            }
        }
        return spans;
    }

    /** Found spans of both kinds, and mentions within a span; the rest need not be wrong. */
    ResultTable score(SkillMatcher matcher) {
        int[] knowledge = new int[2];
        int[] skills = new int[2];
        int[] mentions = new int[2];
        missed.clear();
        for (Sentence sentence : sentences) {
            List<SkillMention> found = matcher.find(sentence.text());
            for (Labelled span : sentence.knowledge()) {
                boolean hit = count(span, found, knowledge);
                if (!hit) {
                    String words = sentence.text().substring(span.start(), span.end());
                    missed.merge(words.toLowerCase(Locale.ROOT), 1, Integer::sum);
                }
            }
            sentence.skills().forEach(span -> count(span, found, skills));
            for (SkillMention mention : found) {
                mentions[0]++;
                boolean inside =
                        sentence.knowledge().stream().anyMatch(s -> s.overlaps(mention))
                                || sentence.skills().stream().anyMatch(s -> s.overlaps(mention));
                mentions[1] += inside ? 1 : 0;
            }
        }
        return new ResultTable(
                "skillspan",
                List.of("figure", "of", "found", "share"),
                List.of(
                        row("named (knowledge) spans found", knowledge),
                        row("skill phrases found", skills),
                        row("mentions within a span", mentions)));
    }

    private static boolean count(Labelled span, List<SkillMention> found, int[] counts) {
        boolean hit = found.stream().anyMatch(span::overlaps);
        counts[0]++;
        counts[1] += hit ? 1 : 0;
        return hit;
    }

    private static List<Object> row(String name, int[] counts) {
        double share = counts[0] == 0 ? 0 : counts[1] / (double) counts[0];
        return List.of(name, counts[0], counts[1], String.format(Locale.ROOT, "%.3f", share));
    }

    /** The named spans that were missed most often. */
    ResultTable missed() {
        return new ResultTable(
                "missed",
                List.of("words", "times"),
                missed.entrySet().stream()
                        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                        .limit(WORST)
                        .map(entry -> List.<Object>of(entry.getKey(), entry.getValue()))
                        .toList());
    }
}
