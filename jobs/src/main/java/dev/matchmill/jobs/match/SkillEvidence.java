package dev.matchmill.jobs.match;

import dev.matchmill.readers.skill.Skill;
import dev.matchmill.readers.skill.SkillVocabulary;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The words of a resume that prove a skill: those the reader found, or, for a skill that a posting
 * names and the shipped vocabulary does not know, its exact words in the text.
 */
final class SkillEvidence {

    private static final int AROUND = 50;

    /**
     * What the reader has looked for itself. Where it found none there is none, whatever the text
     * holds: "the spring semester", "no experience with Java".
     */
    private static final Set<String> READ =
            SkillVocabulary.shipped().skills().stream()
                    .map(Skill::canonicalName)
                    .collect(Collectors.toUnmodifiableSet());

    private SkillEvidence() {}

    static Optional<String> find(CandidateFacts candidate, String skill) {
        String known = candidate.evidence().get(skill);
        return known != null || READ.contains(skill)
                ? Optional.ofNullable(known)
                : phrase(candidate, skill);
    }

    private static Optional<String> phrase(CandidateFacts candidate, String skill) {
        String lower = candidate.lower();
        for (int at = lower.indexOf(skill); at >= 0; at = lower.indexOf(skill, at + 1)) {
            int end = at + skill.length();
            if (isStart(lower, at - 1) && isEnd(lower, end)) {
                return Optional.of(around(candidate.text(), at, end));
            }
        }
        return Optional.empty();
    }

    // "net" is not in ".net".
    private static boolean isStart(String text, int before) {
        return before < 0 || !(isWord(text.charAt(before)) || text.charAt(before) == '.');
    }

    // "c" is not in "c++" or "c#", but "python" is in "Python."
    private static boolean isEnd(String text, int after) {
        if (after >= text.length()) {
            return true;
        }
        char c = text.charAt(after);
        boolean dotted = c == '.' && after + 1 < text.length() && isWord(text.charAt(after + 1));
        return !isWord(c) && c != '+' && c != '#' && !dotted;
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c);
    }

    private static String around(String text, int start, int end) {
        int from = start;
        while (from > Math.max(0, start - AROUND) && text.charAt(from - 1) != '\n') {
            from--;
        }
        int to = end;
        while (to < Math.min(text.length(), end + AROUND) && text.charAt(to) != '\n') {
            to++;
        }
        boolean isCutLeft = from > 0 && text.charAt(from - 1) != '\n';
        while (isCutLeft && from < start && text.charAt(from - 1) != ' ') {
            from++;
        }
        boolean isCutRight = to < text.length() && text.charAt(to) != '\n';
        while (isCutRight && to > end && text.charAt(to) != ' ') {
            to--;
        }
        return text.substring(from, to).strip();
    }
}
