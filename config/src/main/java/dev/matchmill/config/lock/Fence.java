package dev.matchmill.config.lock;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The epoch under which a scope is held. {@link #check} belongs at the start of every transaction
 * that writes for the scope: it keeps a successor waiting until the transaction ends, and fails
 * when there already is one, or could be one because the lock is gone.
 *
 * @param scope what is locked
 * @param epoch counts the holders of the scope, from 1
 * @param holder process id of the server's session that holds the lock
 */
public record Fence(String scope, long epoch, int holder) {

    private static final String CHECK =
            """
            SELECT f.epoch
            FROM pipeline.fences f
            WHERE f.scope = :scope
              AND f.epoch = :epoch
              AND EXISTS (
                  SELECT 1
                  FROM pg_locks l
                  WHERE l.locktype = 'advisory'
                    AND l.pid = :holder
                    AND l.granted
                    AND (CAST(l.classid AS bigint) << 32 | CAST(l.objid AS bigint))
                        = hashtextextended(:key, 0))
            FOR SHARE OF f
            """;

    /**
     * Fails when the scope was taken over or may be, and holds a successor back until the
     * transaction ends.
     *
     * @throws FenceLostException when the scope has a newer holder, or the lock was lost
     */
    public void check(JdbcClient jdbc) {
        Optional<Long> held =
                jdbc.sql(CHECK)
                        .param("scope", scope)
                        .param("epoch", epoch)
                        .param("holder", holder)
                        .param("key", ScopeLock.key(scope))
                        .query(Long.class)
                        .optional();
        if (held.isEmpty()) {
            throw new FenceLostException(
                    "the execution of '"
                            + scope
                            + "' with epoch "
                            + epoch
                            + " lost its lock or was taken over; start again");
        }
    }
}
