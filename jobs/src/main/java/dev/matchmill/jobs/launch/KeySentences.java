package dev.matchmill.jobs.launch;

import dev.matchmill.jobs.keys.DestroyKey.End;
import dev.matchmill.jobs.keys.Rotation;
import dev.matchmill.jobs.report.TextTable;
import dev.matchmill.jobs.run.ExitCode;
import java.nio.file.Path;
import java.util.List;

/** What the verbs about keys say at their end. */
final class KeySentences {

    private KeySentences() {}

    static String of(List<Rotation> done) {
        if (done.isEmpty()) {
            return "no key is due\n";
        }
        TextTable table = new TextTable("table", "key", "", "rows", "unreadable", "left");
        done.forEach(r ->
                table.row(
                        r.table(),
                        r.key(),
                        r.newKey() ? "new" : "finished",
                        r.rows(),
                        r.unreadable().size(),
                        r.left()));
        StringBuilder text = new StringBuilder(table.render());
        done.forEach(r -> r.unreadable().forEach(row -> text.append(row).append('\n')));
        return text.toString();
    }

    static ExitCode exitCode(List<Rotation> done) {
        if (done.stream().anyMatch(r -> !r.unreadable().isEmpty())) {
            return ExitCode.REJECTIONS;
        }
        return done.stream().anyMatch(r -> r.left() > 0) ? ExitCode.TRY_LATER : ExitCode.OK;
    }

    static String rewrapped(int count, Path file) {
        return (count == 0 ? "every key was" : count + " keys are now")
                + " wrapped by "
                + file
                + ".\nPut it in place of the old master key before the next start; then destroy the"
                + " old one.";
    }

    static String of(String id, End end) {
        return switch (end) {
            case End.Destroyed(long rows) ->
                    id
                            + " is destroyed; "
                            + rows
                            + " rows cannot be read any more.\nBackups hold it still, wrapped by"
                            + " the master key: `keys rewrap`, then destroy the old master key.";
            case End.WasDestroyed() -> id + " was destroyed before.";
            case End.InUse(boolean current, long rows) ->
                    throw new IllegalUsageException(
                            id
                                    + (current ? " encrypts what is written now" : " is old")
                                    + " and "
                                    + rows
                                    + " rows need it: run ./matchmill keys rotate first, or say"
                                    + " --in-use to lose them.");
            case End.Unknown() -> throw new IllegalUsageException("there is no key " + id + ".");
        };
    }
}
