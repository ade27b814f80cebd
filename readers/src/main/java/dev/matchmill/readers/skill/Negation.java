package dev.matchmill.readers.skill;

import java.util.Set;

/** Says when words deny a skill: "no experience with", "not familiar with", "never used". */
final class Negation {

    private static final Set<String> CUES =
            Set.of(
                    "no",
                    "not",
                    "never",
                    "without",
                    "lack",
                    "lacks",
                    "lacking",
                    "unfamiliar",
                    "dont",
                    "havent",
                    "didnt",
                    "zero",
                    "keine",
                    "kein",
                    "keinerlei",
                    "nicht",
                    "ohne",
                    "aucune",
                    "aucun",
                    "pas",
                    "sans",
                    "ninguna",
                    "sin",
                    "nunca");
    private static final Set<String> DENIED =
            Set.of(
                    "experience",
                    "knowledge",
                    "exposure",
                    "familiarity",
                    "familiar",
                    "experienced",
                    "proficient",
                    "know",
                    "used",
                    "worked",
                    "use",
                    "skilled",
                    "comfortable",
                    "background",
                    "understanding",
                    "training",
                    "acquainted",
                    "versed",
                    "fluent",
                    "erfahrung",
                    "erfahrungen",
                    "kenntnisse",
                    "exp\u00E9rience",
                    "dexp\u00E9rience",
                    "connaissance",
                    "connaissances",
                    "experiencia",
                    "conocimiento",
                    "conocimientos");

    /** Who says so wants to know what he does not know. */
    private static final Set<String> WISHES =
            Set.of(
                    "eager",
                    "keen",
                    "willing",
                    "want",
                    "wants",
                    "wish",
                    "wishes",
                    "hope",
                    "hoping",
                    "would",
                    "like",
                    "looking",
                    "excited",
                    "interested",
                    "desire",
                    "aspire",
                    "aspiring",
                    "ready");

    private static final Set<String> TURNS =
            Set.of(
                    "but",
                    "however",
                    "although",
                    "only",
                    "just",
                    "good",
                    "strong",
                    "solid",
                    "excellent",
                    "extensive",
                    "gute",
                    "sehr",
                    "bonnes",
                    "buenos");
    private static final Set<String> ALONE = Set.of("no", "not", "without", "except", "excluding");
    private static final int REACH = 8;

    private Negation() {}

    static boolean covers(MentionText around, Mention mention) {
        State state = new State();
        around.before(mention, REACH, state::read);
        if (state.alone) {
            return true;
        }
        // "Java, not JavaScript", "no C++".
        if (around.before(mention, 1, ALONE::contains)) {
            return true;
        }
        boolean bareCue =
                around.before(mention, 2, word -> word.equals("no") || word.equals("without"));
        if (bareCue && around.after(mention, 2, DENIED::contains)) {
            return true;
        }
        NotRequired notRequired = new NotRequired();
        around.after(mention, 4, notRequired::read);
        return notRequired.found;
    }

    /** Reads backwards from the mention: what is denied, then the denial. */
    private static final class State {
        private boolean denied;
        private boolean learn;
        private boolean alone;

        boolean read(String word) {
            if (TURNS.contains(word)) {
                return true;
            }
            if (learn && WISHES.contains(word)) {
                alone = true;
                return true;
            }
            learn |= word.equals("learn") || word.equals("learning");
            if (CUES.contains(word)) {
                alone = denied || word.startsWith("lack") || word.equals("unfamiliar");
                return true;
            }
            denied |= DENIED.contains(word);
            return false;
        }
    }

    private static final class NotRequired {
        private boolean not;
        private boolean found;

        boolean read(String word) {
            found |= not && (word.equals("required") || word.equals("necessary"));
            not = word.equals("not");
            return found;
        }
    }
}
