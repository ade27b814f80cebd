package dev.matchmill.config.encryption;

import java.time.Instant;
import java.util.Optional;

/**
 * A key as the register knows it, without its secret.
 *
 * @param purpose the table whose encrypted columns it serves
 * @param encryptions given out so far, at most 2^32
 */
public record KeyRecord(
        String id,
        String purpose,
        String algorithm,
        long encryptions,
        Instant createdAt,
        Optional<Instant> supersededAt,
        Optional<Instant> rotatedAt,
        Optional<Instant> destroyedAt) {

    /** Where a key is in its life, from first to last. */
    public enum State {
        /** Encrypts what is written now. */
        CURRENT,
        /** Another one encrypts; rows may still use it. */
        SUPERSEDED,
        /** No row uses it. */
        ROTATED,
        /** Its secret is gone. */
        DESTROYED
    }

    public State state() {
        if (destroyedAt.isPresent()) {
            return State.DESTROYED;
        }
        if (rotatedAt.isPresent()) {
            return State.ROTATED;
        }
        return supersededAt.isPresent() ? State.SUPERSEDED : State.CURRENT;
    }
}
