package dev.matchmill.embeddings.store;

import dev.matchmill.embeddings.Embedding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A page of texts on its way to vectors. */
public final class EmbeddingTask {

    private final List<Pending> pending;

    EmbeddingTask(List<Pending> pending) {
        this.pending = List.copyOf(pending);
    }

    /** Waits until all is computed, or no longer than that; whether it is. */
    public boolean await(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        for (Pending entity : pending) {
            for (FutureTask<Embedding> vector : entity.vectors()) {
                try {
                    vector.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
                } catch (TimeoutException later) {
                    return false;
                } catch (ExecutionException | CancellationException failed) {
                    return true;
                }
            }
        }
        return true;
    }

    /**
     * The vectors in the order of the texts; waits for them.
     *
     * @throws dev.matchmill.embeddings.model.ModelException if the runtime failed
     */
    public List<EntityVectors> result() throws InterruptedException {
        List<EntityVectors> embedded = new ArrayList<>();
        try {
            for (Pending entity : pending) {
                embedded.add(entity.whole());
            }
            return embedded;
        } finally {
            cancel();
        }
    }

    /** What hasn't begun is not computed any more. */
    public void cancel() {
        pending.forEach(entity -> entity.vectors().forEach(vector -> vector.cancel(false)));
    }

    /** One entity's passages. */
    record Pending(
            ContentHash contentHash,
            int tokenCount,
            int leftOutTokenCount,
            List<FutureTask<Embedding>> vectors) {

        Pending {
            vectors = List.copyOf(vectors);
            if (vectors.isEmpty()) {
                throw new IllegalArgumentException("cannot embed a blank text");
            }
        }

        EntityVectors whole() throws InterruptedException {
            List<Embedding> passages = new ArrayList<>();
            for (FutureTask<Embedding> vector : vectors) {
                passages.add(value(vector));
            }
            return EntityVectors.of(contentHash, tokenCount, passages)
                    .leavingOut(leftOutTokenCount);
        }

        private static Embedding value(FutureTask<Embedding> vector) throws InterruptedException {
            try {
                return vector.get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RuntimeException cause) {
                    throw cause;
                }
                throw new IllegalStateException("embedding a passage failed", e.getCause());
            }
        }
    }
}
