package dev.matchmill.readers.parse;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * The central directory of a zip container, read from the bytes without trusting them: every offset
 * is checked, and an entry is inflated into a small buffer only.
 *
 * @param entries in the order of the directory, at most as many as were asked for
 * @param entryCount all entries that the directory holds
 */
record ZipDirectory(List<Entry> entries, int entryCount) {

    private static final int END = 0x06054b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int LOCAL = 0x04034b50;
    private static final int END_BYTES = 22;
    private static final int CENTRAL_BYTES = 46;
    private static final int LOCAL_BYTES = 30;
    private static final int MAX_COMMENT_BYTES = 65_535;
    private static final int DEFLATED = 8;

    /** One entry; sizes as the directory claims them, unsigned 32 bit. */
    record Entry(String name, int method, long packedBytes, long inflatedBytes, long offset) {}

    ZipDirectory {
        entries = List.copyOf(entries);
    }

    static boolean isZip(byte[] content) {
        if (content.length < 4 || content[0] != 'P' || content[1] != 'K') {
            return false;
        }
        boolean entry = content[2] == 3 && content[3] == 4;
        boolean empty = content[2] == 5 && content[3] == 6;
        return entry || empty;
    }

    /** Empty when there is no whole central directory: cut off or not a zip. */
    static Optional<ZipDirectory> of(byte[] content, int maxEntries) {
        ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        int end = endOfDirectory(bytes);
        if (end < 0) {
            return Optional.empty();
        }
        long start = Integer.toUnsignedLong(bytes.getInt(end + 16));
        List<Entry> entries = new ArrayList<>();
        int count = 0;
        long at = start;
        while (at + CENTRAL_BYTES <= content.length && bytes.getInt((int) at) == CENTRAL) {
            int here = (int) at;
            int nameBytes = Short.toUnsignedInt(bytes.getShort(here + 28));
            long next =
                    at
                            + CENTRAL_BYTES
                            + nameBytes
                            + Short.toUnsignedInt(bytes.getShort(here + 30))
                            + Short.toUnsignedInt(bytes.getShort(here + 32));
            if (next > content.length) {
                return Optional.empty();
            }
            if (count++ < maxEntries) {
                entries.add(entry(content, bytes, here, nameBytes));
            }
            at = next;
        }
        return count == 0 ? Optional.empty() : Optional.of(new ZipDirectory(entries, count));
    }

    private static Entry entry(byte[] content, ByteBuffer bytes, int at, int nameBytes) {
        return new Entry(
                new String(content, at + CENTRAL_BYTES, nameBytes, StandardCharsets.UTF_8),
                Short.toUnsignedInt(bytes.getShort(at + 10)),
                Integer.toUnsignedLong(bytes.getInt(at + 20)),
                Integer.toUnsignedLong(bytes.getInt(at + 24)),
                Integer.toUnsignedLong(bytes.getInt(at + 42)));
    }

    private static int endOfDirectory(ByteBuffer bytes) {
        int last = bytes.limit() - END_BYTES;
        for (int at = last; at >= 0 && at >= last - MAX_COMMENT_BYTES; at--) {
            if (bytes.getInt(at) == END) {
                return at;
            }
        }
        return -1;
    }

    boolean has(String name) {
        return entries.stream().anyMatch(entry -> entry.name().equals(name));
    }

    /**
     * The first {@code maxBytes} of an entry as Latin-1, empty when it isn't there or is broken.
     */
    String head(byte[] content, String name, int maxBytes) {
        for (Entry entry : entries) {
            if (entry.name().equals(name)) {
                byte[] buffer = new byte[maxBytes];
                int length = (int) Math.max(0, inflate(content, entry, buffer, maxBytes));
                return new String(
                        buffer, 0, Math.min(length, maxBytes), StandardCharsets.ISO_8859_1);
            }
        }
        return "";
    }

    /** Bytes that an entry really inflates to, counted up to the limit; what is broken counts 0. */
    static long inflatedBytes(byte[] content, Entry entry, byte[] buffer, long limit) {
        return Math.max(0, inflate(content, entry, buffer, limit));
    }

    /** What an entry inflates to, nothing when it is broken; to be closed. */
    static InputStream open(byte[] content, Entry entry) {
        long start = start(content, entry);
        if (start < 0) {
            return InputStream.nullInputStream();
        }
        int rest = (int) (content.length - start);
        return entry.method() == DEFLATED
                ? new RawInflation(new ByteArrayInputStream(content, (int) start, rest))
                : new ByteArrayInputStream(
                        content, (int) start, (int) Math.min(rest, entry.packedBytes()));
    }

    /** Without a zlib header, and with its own native memory, which closing frees. */
    private static final class RawInflation extends InflaterInputStream {

        RawInflation(InputStream packed) {
            super(packed, new Inflater(true));
        }

        @Override
        public void close() throws IOException {
            super.close();
            inf.end();
        }
    }

    /** Where the bytes of an entry begin, -1 when that is nowhere. */
    private static long start(byte[] content, Entry entry) {
        ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        long local = entry.offset();
        if (local + LOCAL_BYTES > content.length || bytes.getInt((int) local) != LOCAL) {
            return -1;
        }
        long start =
                local
                        + LOCAL_BYTES
                        + Short.toUnsignedInt(bytes.getShort((int) local + 26))
                        + Short.toUnsignedInt(bytes.getShort((int) local + 28));
        return start >= content.length ? -1 : start;
    }

    private static long inflate(byte[] content, Entry entry, byte[] buffer, long limit) {
        long start = start(content, entry);
        if (start < 0) {
            return -1;
        }
        int packed = (int) Math.min(content.length - start, entry.packedBytes());
        if (entry.method() != DEFLATED) {
            int copied = Math.min(packed, buffer.length);
            System.arraycopy(content, (int) start, buffer, 0, copied);
            return packed;
        }
        // Past the claimed length as well: the local header may say otherwise than the directory.
        try (Inflater inflater = new Inflater(true)) {
            inflater.setInput(content, (int) start, (int) (content.length - start));
            long total = 0;
            while (total < limit && !inflater.finished()) {
                int room = (int) Math.min(buffer.length, limit - total);
                int got = inflater.inflate(buffer, 0, room);
                if (got == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    break;
                }
                total += got;
            }
            return total;
        } catch (DataFormatException broken) {
            return -1;
        }
    }
}
