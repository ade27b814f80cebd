package dev.matchmill.migrations;

/**
 * One step that clears up what an interrupted migration or index build left.
 *
 * @param object the index with its schema, or the script
 * @param reason what is the matter with it, in a few words
 */
public record Repair(Action action, String object, String reason) {

    /** What is done about it. */
    public enum Action {
        /** The index is dropped; nothing is lost, since an invalid index serves no query. */
        DROP_INDEX("drop index"),
        /** The index is built anew beside itself, while rows are read and written. */
        REBUILD_INDEX("rebuild index"),
        /** The failed attempt is struck from the history, so that the script runs again. */
        FORGET_FAILURE("run again");

        private final String words;

        Action(String words) {
            this.words = words;
        }
    }

    /** Such as: drop index public.idx_a (left by an interrupted REINDEX). */
    public String sentence() {
        return action.words + " " + object + " (" + reason + ")";
    }
}
