package dev.matchmill.readers.posting;

/** A column of one record holds what it can't hold; the message names the column, not the value. */
public final class FeedValueException extends Exception {

    private final String problem;

    public FeedValueException(String column, String expectation) {
        super(column + " " + expectation);
        this.problem = column + " " + expectation;
    }

    @Override
    public String getMessage() {
        return problem;
    }
}
