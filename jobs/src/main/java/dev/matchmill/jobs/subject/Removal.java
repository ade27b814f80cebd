package dev.matchmill.jobs.subject;

/** Whether a stored object is gone. */
public sealed interface Removal {

    /** It is gone, or was not there. */
    record Removed() implements Removal {}

    /**
     * It may still be there.
     *
     * @param reason in words, without the object's name
     */
    record Refused(String reason) implements Removal {}
}
