package dev.matchmill.migrations.claim;

/**
 * A claim and what came of it.
 *
 * @param id P01 to P27
 * @param claim with its threshold
 * @param measured figures; why, when nothing was
 */
public record Finding(String id, String claim, String measured, Verdict verdict) {

    /** A claim that this machinery can't check. */
    public static Finding notChecked(String id, String claim, String why) {
        return new Finding(id, claim, why, Verdict.NOT_CHECKED);
    }
}
