package dev.matchmill.readers.document;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A stretch of a file as a stream; several may be read at once. Confined to one thread. */
final class ChannelSlice extends InputStream {

    private final FileChannel channel;
    private final long end;
    private long at;

    /**
     * @param start first byte
     * @param end behind the last byte; the file may end before
     */
    ChannelSlice(FileChannel channel, long start, long end) {
        this.channel = channel;
        this.at = start;
        this.end = end;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int wanted = (int) Math.min(length, end - at);
        int got = wanted <= 0 ? -1 : channel.read(ByteBuffer.wrap(bytes, offset, wanted), at);
        if (got > 0) {
            at += got;
        }
        return got;
    }
}
