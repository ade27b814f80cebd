package dev.matchmill.readers.document;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;

/** The central directory of a zip file, read without trusting it; zip64 as well. */
final class ArchiveDirectory {

    private static final int END = 0x06054b50;
    private static final int END64 = 0x06064b50;
    private static final int LOCATOR64 = 0x07064b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int END_BYTES = 22;
    private static final int LOCATOR_BYTES = 20;
    private static final int CENTRAL_BYTES = 46;
    private static final int MAX_COMMENT_BYTES = 65_535;
    private static final int ZIP64_EXTRA = 1;
    private static final int COUNT_OVERFLOW = 0xFFFF;
    private static final long OVERFLOW = 0xFFFF_FFFFL;

    private final FileChannel channel;
    private final long size;

    private ArchiveDirectory(FileChannel channel) throws IOException {
        this.channel = channel;
        this.size = channel.size();
    }

    /**
     * All entries in their order.
     *
     * @throws SourceException when it isn't whole or has more than {@code maxEntries}
     */
    static List<ArchiveEntry> read(FileChannel channel, int maxEntries) throws IOException {
        return new ArchiveDirectory(channel).entries(maxEntries);
    }

    private List<ArchiveEntry> entries(int maxEntries) throws IOException {
        ByteBuffer tail = at(Math.max(0, size - END_BYTES - MAX_COMMENT_BYTES), size);
        int end = lastEnd(tail);
        if (end < 0) {
            throw broken();
        }
        long endAt = size - tail.limit() + end;
        long length = Integer.toUnsignedLong(tail.getInt(end + 12));
        long start = Integer.toUnsignedLong(tail.getInt(end + 16));
        if (endAt >= LOCATOR_BYTES) {
            ByteBuffer locator = at(endAt - LOCATOR_BYTES, endAt);
            if (locator.getInt(0) == LOCATOR64) {
                long at = locator.getLong(8);
                ByteBuffer end64 = at(at, at + 56);
                if (end64.limit() == 56 && end64.getInt(0) == END64) {
                    length = end64.getLong(40);
                    start = end64.getLong(48);
                    endAt = at;
                }
            }
        }
        // Something may stand before the archive, such as a program that unpacks it.
        long shift = Math.max(0, endAt - length - start);
        List<ArchiveEntry> entries = readAll(start, shift, maxEntries);
        int count = Short.toUnsignedInt(tail.getShort(end + 10));
        if (count != COUNT_OVERFLOW && count != entries.size() % (COUNT_OVERFLOW + 1)) {
            throw broken();
        }
        return entries;
    }

    private List<ArchiveEntry> readAll(long start, long shift, int maxEntries) throws IOException {
        List<ArchiveEntry> entries = new ArrayList<>();
        if (start < 0 || start + shift > size) {
            throw broken();
        }
        ChannelSlice slice = new ChannelSlice(channel, start + shift, size);
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(slice, 65_536))) {
            byte[] head = new byte[CENTRAL_BYTES];
            while (true) {
                in.readFully(head, 0, 4);
                ByteBuffer bytes = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
                if (bytes.getInt(0) != CENTRAL) {
                    return entries;
                }
                in.readFully(head, 4, CENTRAL_BYTES - 4);
                if (entries.size() == maxEntries) {
                    throw SourceException.refused(
                            "the archive has more than "
                                    + maxEntries
                                    + " entries: unpack it into a folder or split it.",
                            null);
                }
                entries.add(entry(bytes, in, shift));
            }
        } catch (EOFException cut) {
            throw broken();
        }
    }

    private static ArchiveEntry entry(ByteBuffer head, DataInputStream in, long shift)
            throws IOException {
        byte[] name = new byte[Short.toUnsignedInt(head.getShort(28))];
        in.readFully(name);
        byte[] extra = new byte[Short.toUnsignedInt(head.getShort(30))];
        in.readFully(extra);
        in.skipNBytes(Short.toUnsignedInt(head.getShort(32)));
        long inflated = Integer.toUnsignedLong(head.getInt(24));
        long packed = Integer.toUnsignedLong(head.getInt(20));
        long offset = Integer.toUnsignedLong(head.getInt(42));
        ByteBuffer large = extra(extra);
        inflated = inflated == OVERFLOW ? next(large, inflated) : inflated;
        packed = packed == OVERFLOW ? next(large, packed) : packed;
        offset = offset == OVERFLOW ? next(large, offset) : offset;
        boolean unix = head.get(5) == 3 || head.get(5) == 19;
        return new ArchiveEntry(
                ArchiveEntry.text(name),
                name,
                Short.toUnsignedInt(head.getShort(8)),
                Short.toUnsignedInt(head.getShort(10)),
                Integer.toUnsignedLong(head.getInt(16)),
                packed,
                inflated,
                offset + shift,
                unix ? head.getInt(38) >>> 16 : 0);
    }

    private static ByteBuffer extra(byte[] fields) {
        ByteBuffer bytes = ByteBuffer.wrap(fields).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at + 4 <= fields.length; ) {
            int length = Short.toUnsignedInt(bytes.getShort(at + 2));
            if (bytes.getShort(at) == ZIP64_EXTRA && at + 4 + length <= fields.length) {
                return bytes.slice(at + 4, length).order(ByteOrder.LITTLE_ENDIAN);
            }
            at += 4 + length;
        }
        return ByteBuffer.allocate(0);
    }

    private static long next(ByteBuffer large, long otherwise) {
        return large.remaining() >= Long.BYTES ? large.getLong() : otherwise;
    }

    private static int lastEnd(ByteBuffer tail) {
        for (int at = tail.limit() - END_BYTES; at >= 0; at--) {
            boolean isEnd = tail.getInt(at) == END;
            int comment = isEnd ? Short.toUnsignedInt(tail.getShort(at + 20)) : 0;
            if (isEnd && at + END_BYTES + comment <= tail.limit()) {
                return at;
            }
        }
        return -1;
    }

    private ByteBuffer at(long start, long end) throws IOException {
        if (start < 0 || start > size) {
            throw broken();
        }
        try (ChannelSlice slice = new ChannelSlice(channel, start, end)) {
            return ByteBuffer.wrap(slice.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
        }
    }

    private static SourceException broken() {
        return SourceException.refused(
                "the archive is not a whole zip file: copy it again, all of it.", null);
    }
}
