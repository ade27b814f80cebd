package dev.matchmill.readers.skill;

import dev.matchmill.migrations.type.SkillCategory;
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
                    "specializing",
                    "understanding",
                    "competence",
                    "competent",
                    "exposure",
                    "versed",
                    "kenntnisse",
                    "erfahrung",
                    "exp\u00E9rience",
                    "ma\u00EEtrise",
                    "connaissances",
                    "conocimientos",
                    "experiencia",
                    "dominio");
    private static final Set<String> CLAIMS_AFTER =
            Set.of(
                    "experience",
                    "skills",
                    "knowledge",
                    "expertise",
                    "certification",
                    "certified",
                    "proficiency",
                    "abilities",
                    "background",
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

    /** Words between a name and a sure one of its kind. */
    private static final int KIND_REACH = 6;

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
                            || isAmongNames(mentions, at)
                            || (at > 0 && isListed(mention, mentions.get(at - 1), claimed[at - 1]));
        }
        for (int at = claimed.length - 2; at >= 0; at--) {
            claimed[at] =
                    claimed[at]
                            || isListed(mentions.get(at), mentions.get(at + 1), claimed[at + 1]);
        }
        List<Mention> claims = new ArrayList<>();
        for (int at = 0; at < claimed.length; at++) {
            claimed[at] = claimed[at] || isAmongItsKind(mentions, at);
        }
        for (int at = 0; at < claimed.length; at++) {
            boolean counts = claimed[at] && !around.isInAddress(mentions.get(at));
            if (counts && !Negation.covers(around, mentions.get(at))) {
                claims.add(mentions.get(at));
            }
        }
        return claims;
    }

    /** "java spring hibernate mysql": a line of nothing but names is a list without commas. */
    private boolean isAmongNames(List<Mention> mentions, int at) {
        if (isLetter(mentions.get(at))) {
            return false;
        }
        int from = around.lineOf(mentions, at, -1);
        int to = around.lineOf(mentions, at, 1);
        boolean sure = false;
        for (int next = from; next <= to; next++) {
            sure |= !mentions.get(next).name().isAmbiguous();
        }
        return (sure || to - from > 1)
                && to > from
                && around.fillsLine(mentions.subList(from, to + 1));
    }

    /**
     * "React on the front end and Java behind it": a sure name of its kind in the same sentence.
     */
    private boolean isAmongItsKind(List<Mention> mentions, int at) {
        Mention mention = mentions.get(at);
        AmbiguousName rule = mention.name().rule();
        if (rule == null
                || !rule.proper()
                || rule.listed()
                || isLetter(mention)
                || isOrdinaryUse(mention)) {
            return false;
        }
        boolean neighbour =
                (at > 0 && provesKind(mentions.get(at - 1), mention))
                        || (at + 1 < mentions.size() && provesKind(mentions.get(at + 1), mention));
        return neighbour && around.hasProperCase(mention) && !around.isLoudLine(mention);
    }

    private boolean provesKind(Mention sure, Mention mention) {
        return !sure.name().isAmbiguous()
                && sure.name().skill().category() == SkillCategory.TECHNICAL
                && mention.name().skill().category() == SkillCategory.TECHNICAL
                && around.inOneSentence(sure, mention, KIND_REACH);
    }

    private boolean isOrdinaryUse(Mention mention) {
        // "Spring & Summer 2017", but "Excel 2013".
        boolean season = mention.name().spelling().equalsIgnoreCase("spring");
        return ORDINARY_AFTER.contains(around.next(mention))
                || (season && around.after(mention, 3, Claims::isYear));
    }

    /**
     * A single letter (C, R) is an item of too many lists: only its own kind beside it proves it.
     */
    private static boolean isLetter(Mention mention) {
        return mention.name().spelling().length() == 1;
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
        boolean needsCase =
                rule != null && rule.proper() && (rule.listed() || rule.name().length() < 3);
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
        if (rule.listed()) {
            return false;
        }
        if (isLetter(mention) && around.isHyphenated(mention)) {
            return false;
        }
        boolean listed =
                (around.isBelowHeading(mention) && !isLetter(mention))
                        || around.isLabelled(mention, LABELS::contains);
        if (item && listed) {
            return true;
        }
        if (isOrdinaryUse(mention)) {
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
