package dev.matchmill.readers.skill;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides which mentions claim a skill: names that mean nothing else, and proved ambiguous ones.
 */
final class Claims {

    private static final Set<String> LABELS =
            Set.of(
                    "skills",
                    "skill",
                    "technologies",
                    "technology",
                    "tools",
                    "languages",
                    "frameworks",
                    "software",
                    "programming",
                    "competencies",
                    "proficiencies",
                    "expertise",
                    "kenntnisse",
                    "comp\u00E9tences",
                    "competencias",
                    "databases",
                    "platforms",
                    "systems",
                    "programs",
                    "applications",
                    "environment");
    private static final Set<String> CLAIMS_BEFORE =
            Set.of(
                    "experience",
                    "experienced",
                    "knowledge",
                    "skilled",
                    "proficient",
                    "proficiency",
                    "expertise",
                    "expert",
                    "background",
                    "familiar",
                    "familiarity",
                    "trained",
                    "certified",
                    "skills",
                    "specializing");
    private static final Set<String> CLAIMS_AFTER =
            Set.of(
                    "experience",
                    "skills",
                    "knowledge",
                    "expertise",
                    "certification",
                    "certified",
                    "proficiency",
                    "developer",
                    "engineer",
                    "programmer",
                    "programming",
                    "techniques");
    // "Excel at", "Access to", "Word of mouth", "Spring 2019", "Go to market".
    private static final Set<String> ORDINARY_AFTER =
            Set.of(
                    "at",
                    "in",
                    "to",
                    "of",
                    "the",
                    "a",
                    "semester",
                    "break",
                    "season",
                    "term",
                    "quarter",
                    "out",
                    "up",
                    "on",
                    "for");

    private final MentionText around;

    Claims(MentionText around) {
        this.around = around;
    }

    /** The mentions that claim a skill, in order. */
    List<Mention> of(List<Mention> mentions) {
        boolean[] claimed = new boolean[mentions.size()];
        for (int at = 0; at < claimed.length; at++) {
            Mention mention = mentions.get(at);
            claimed[at] =
                    !mention.name().isAmbiguous()
                            || isProved(mention)
                            || (at > 0 && isListed(mention, mentions.get(at - 1), claimed[at - 1]));
        }
        for (int at = claimed.length - 2; at >= 0; at--) {
            claimed[at] =
                    claimed[at]
                            || isListed(mentions.get(at), mentions.get(at + 1), claimed[at + 1]);
        }
        List<Mention> claims = new ArrayList<>();
        for (int at = 0; at < claimed.length; at++) {
            if (claimed[at] && !Negation.covers(around, mentions.get(at))) {
                claims.add(mentions.get(at));
            }
        }
        return claims;
    }

    private boolean isListed(Mention mention, Mention neighbour, boolean neighbourClaimed) {
        boolean inOrder = neighbour.from() < mention.from();
        boolean sameList =
                inOrder
                        ? around.isNextItem(neighbour, mention)
                        : around.isNextItem(mention, neighbour);
        AmbiguousName rule = mention.name().rule();
        if (!neighbourClaimed || !sameList || (!isProper(rule) && !around.isItem(mention))) {
            return false;
        }
        boolean needsCase = rule != null && rule.proper() && rule.name().length() < 3;
        boolean sameKind =
                rule == null
                        || !rule.proper()
                        || mention.name().skill().category() == neighbour.name().skill().category();
        return sameKind && (!needsCase || around.hasProperCase(mention));
    }

    private static boolean isProper(@Nullable AmbiguousName rule) {
        return rule != null && rule.proper();
    }

    private boolean isProved(Mention mention) {
        AmbiguousName rule = mention.name().rule();
        if (rule == null) {
            return true;
        }
        boolean item = around.isItem(mention);
        if (rule.proper() && !around.hasProperCase(mention)) {
            return false;
        }
        if (rule.cased() && !around.isLoudLine(mention)) {
            return true;
        }
        boolean listed =
                around.isBelowHeading(mention) || around.isLabelled(mention, LABELS::contains);
        if (item && listed) {
            return true;
        }
        String next = around.next(mention);
        if (ORDINARY_AFTER.contains(next) || isYear(next)) {
            return !rule.proper() && around.before(mention, 3, CLAIMS_BEFORE::contains);
        }
        return around.before(mention, 4, CLAIMS_BEFORE::contains)
                || around.after(mention, 1, CLAIMS_AFTER::contains)
                || around.before(mention, 6, rule.proofs()::contains)
                || around.after(mention, 4, rule.proofs()::contains);
    }

    private static boolean isYear(String word) {
        return word.length() == 4 && word.chars().allMatch(Character::isDigit);
    }
}
