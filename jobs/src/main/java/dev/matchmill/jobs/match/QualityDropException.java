package dev.matchmill.jobs.match;

/** A refresh that is worse than what is shown; nothing was published. Exit code 4. */
public final class QualityDropException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    QualityDropException(String sentence) {
        super(sentence);
    }
}
