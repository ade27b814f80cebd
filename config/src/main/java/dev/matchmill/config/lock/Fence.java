package dev.matchmill.config.lock;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The epoch under which a scope is held. {@link #check} belongs at the start of every transaction
 * that writes for the scope: it keeps a successor waiting until the transaction ends, and fails
 * when there already is one.
 *
 * @param scope what is locked
 * @param epoch counts the holders of the scope, from 1
 */
public record Fence(String scope, long epoch) {

    private static final String CHECK =
            """
            SELECT epoch
            FROM pipeline.fences
            WHERE scope = :scope
              AND epoch = :epoch
            FOR SHARE
            """;

    /**
     * Fails when the scope was taken over, and holds a successor back until the transaction ends.
     *
     * @throws FenceLostException when the scope has a newer holder
     */
    public void check(JdbcClient jdbc) {
        Optional<Long> held =
                jdbc.sql(CHECK)
                        .param("scope", scope)
                        .param("epoch", epoch)
                        .query(Long.class)
                        .optional();
        if (held.isEmpty()) {
            throw new FenceLostException(
                    "the execution of '" + scope + "' with epoch " + epoch + " was taken over");
        }
    }
}
