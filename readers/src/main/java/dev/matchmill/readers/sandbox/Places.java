package dev.matchmill.readers.sandbox;

import java.util.concurrent.Semaphore;

/**
 * How many documents are parsed at once: so many that run, and beside them so many that take long.
 * A document that takes long is moved aside and lets the next one run; when there is no room beside
 * either, it keeps its place until it ends. Thread-safe.
 */
final class Places {

    private final Semaphore running;
    private final Semaphore aside;

    Places(int running, int aside) {
        this.running = new Semaphore(running);
        this.aside = new Semaphore(aside);
    }

    /** Waits until a document may run. */
    Place take() throws InterruptedException {
        running.acquire();
        return new Place();
    }

    /** The place of one document; confined to one thread. */
    final class Place implements AutoCloseable {

        private Semaphore held = running;

        private Place() {}

        /** Lets another document run, if there is room beside; more than once is no harm. */
        void moveAside() {
            if (held == running && aside.tryAcquire()) {
                held = aside;
                running.release();
            }
        }

        @Override
        public void close() {
            held.release();
        }
    }
}
