package dev.matchmill.jobs.launch;

import dev.matchmill.jobs.duplicate.FindDuplicates;
import dev.matchmill.jobs.duplicate.MergeCandidates;
import dev.matchmill.jobs.duplicate.UndoMerge;
import java.util.Map;
import java.util.stream.Collectors;

/** What the verbs on duplicates say. */
final class DuplicateSentences {

    static final String BUSY =
            "a deletion in progress took too long, nothing changed; try again when it has ended";

    private DuplicateSentences() {}

    static String of(MergeCandidates.End.Merged end) {
        StringBuilder text = new StringBuilder();
        text.append("candidate ")
                .append(end.merged())
                .append(" is part of candidate ")
                .append(end.survivor())
                .append(" now: merge ")
                .append(end.merge())
                .append('\n');
        if (!end.followed().isEmpty()) {
            text.append("followed: ").append(rows(end.followed())).append('\n');
        }
        if (!end.kept().isEmpty()) {
            text.append("stay with ")
                    .append(end.merged())
                    .append(", as ")
                    .append(end.survivor())
                    .append(" has the like: ")
                    .append(rows(end.kept()))
                    .append('\n');
        }
        return text.append("shortlists are ranked anew by the next `matchmill run`; `matchmill")
                .append(" duplicates undo ")
                .append(end.merge())
                .append("` parts them again\n")
                .toString();
    }

    static String of(UndoMerge.End.Undone end) {
        return "candidates "
                + end.survivor()
                + " and "
                + end.merged()
                + " are two again, "
                + end.rows()
                + " rows were put back; what came after the merge stays with "
                + end.survivor()
                + "\n";
    }

    static String of(FindDuplicates.Found found) {
        return found.candidates()
                + " candidates had changed, "
                + found.pairs()
                + " pairs were compared, "
                + found.proposed()
                + " are new proposals\n";
    }

    private static String rows(Map<String, Long> tables) {
        return tables.entrySet().stream()
                .map(it -> it.getKey().replaceFirst("^.*\\.", "") + " " + it.getValue())
                .collect(Collectors.joining(", "));
    }
}
