package dev.matchmill.jobs.launch;

import dev.matchmill.jobs.hold.PlaceHold;
import dev.matchmill.jobs.hold.ReleaseHold;
import dev.matchmill.jobs.run.ExitCode;

/** What the verbs about holds say at their end. */
final class HoldSentences {

    private static final String BUSY =
            "A deletion is in progress and took longer than --wait: nothing is changed. Start"
                    + " again in a moment.";

    private HoldSentences() {}

    static String of(PlaceHold.End end) {
        return switch (end) {
            case PlaceHold.End.Placed placed -> {
                StringBuilder text = new StringBuilder("hold " + placed.id() + " is placed.\n");
                placed.notes().forEach(note -> text.append(note).append('\n'));
                yield text.toString();
            }
            case PlaceHold.End.WasPlaced(long id) -> "hold " + id + " says just this already.";
            case PlaceHold.End.NameTaken(long id) ->
                    throw new IllegalUsageException(
                            "hold "
                                    + id
                                    + " has this name and says something else: see ./matchmill hold"
                                    + " show "
                                    + id
                                    + ", and choose another name.");
            case PlaceHold.End.Refused refused ->
                    throw new IllegalUsageException(
                            String.join("\n", refused.why()) + "\nNothing is placed.");
            case PlaceHold.End.Busy() -> BUSY;
        };
    }

    static ExitCode exitCode(PlaceHold.End end) {
        return end instanceof PlaceHold.End.Busy ? ExitCode.TRY_LATER : ExitCode.OK;
    }

    static String of(long id, ReleaseHold.End end) {
        return switch (end) {
            case ReleaseHold.End.Released released ->
                    "hold "
                            + id
                            + " is released. The last days of "
                            + released.lastDays()
                            + " rows are set anew by the next evaluation of retention (maintain"
                            + " monthly), and "
                            + released.requests()
                            + " blocked requests go on (maintain daily).";
            case ReleaseHold.End.WasReleased was ->
                    "hold " + id + " was released before, at " + was.at() + ".";
            case ReleaseHold.End.Unknown() -> throw unknown(id);
            case ReleaseHold.End.Busy() -> BUSY;
        };
    }

    static ExitCode exitCode(ReleaseHold.End end) {
        return end instanceof ReleaseHold.End.Busy ? ExitCode.TRY_LATER : ExitCode.OK;
    }

    static IllegalUsageException unknown(long id) {
        return new IllegalUsageException(
                "there is no hold " + id + "; see ./matchmill hold list --all.");
    }
}
