package dev.matchmill.readers.parse;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** What is left of the bounds while the archives within a document are counted. */
final class ArchiveBudget {

    /** The budget is used up; the message says which bound. */
    static final class Exceeded extends IOException {

        private static final long serialVersionUID = 1L;

        private final transient RefusedDocument refused;

        Exceeded(RefusedDocument refused) {
            super(refused.detail());
            this.refused = refused;
        }

        RefusedDocument refused() {
            return refused;
        }
    }

    private final RefusedDocument bomb;
    private final RefusedDocument crowd;
    private long bytes;
    private int entries;

    /**
     * @param bomb outcome when more than {@code bytes} come out
     * @param crowd outcome when there are more than {@code entries}
     */
    ArchiveBudget(long bytes, RefusedDocument bomb, int entries, RefusedDocument crowd) {
        this.bytes = bytes;
        this.bomb = bomb;
        this.entries = entries;
        this.crowd = crowd;
    }

    void countEntry() throws Exceeded {
        if (--entries < 0) {
            throw new Exceeded(crowd);
        }
    }

    private void count(long inflated) throws Exceeded {
        bytes -= inflated;
        if (bytes < 0) {
            throw new Exceeded(bomb);
        }
    }

    /** The stream, every byte of which counts. */
    InputStream counted(InputStream inflated) {
        return new FilterInputStream(inflated) {
            @Override
            public int read() throws IOException {
                int read = super.read();
                count(read < 0 ? 0 : 1);
                return read;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int read = super.read(buffer, offset, length);
                count(Math.max(0, read));
                return read;
            }

            @Override
            public void close() {
                // Who reads what is within must not end what is around.
            }
        };
    }
}
