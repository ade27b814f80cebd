package dev.matchmill.readers.document;

import dev.matchmill.migrations.type.RejectionReason;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * The entries of a zip archive, read one by one from where they stand; nothing is ever unpacked to
 * a disk. Folders and what {@link IgnoredNames} names are not listed. Every other entry is, and is
 * refused when it is encrypted, a link, named so that it leads out, larger than the limit, inflates
 * by more than {@value #MAX_RATIO} times beyond 10 MB, shares its bytes with another entry, or says
 * in its own header something else than in the directory. An archive within is one document: it is
 * refused for its type. Of two entries with one name the second is listed with {@code ~2} behind.
 * Thread-safe.
 */
public final class ZipSource implements DocumentSource {

    /** Entries of one archive; each costs some hundred bytes of memory. */
    static final int MAX_ENTRIES = 200_000;

    private static final int MAX_RATIO = 100;
    private static final long RATIO_FLOOR_BYTES = 10_000_000;
    private static final int LOCAL = 0x04034b50;
    private static final int LOCAL_BYTES = 30;

    private final FileChannel channel;
    private final Map<String, ArchiveEntry> entries = new TreeMap<>();
    private final Set<String> overlapping = new HashSet<>();

    /**
     * @throws SourceException when there is no such file or it is no whole zip archive
     */
    public ZipSource(Path archive) {
        try {
            this.channel = FileChannel.open(archive, StandardOpenOption.READ);
        } catch (NoSuchFileException missing) {
            throw SourceException.refused("there is no archive " + archive + ".", missing);
        } catch (IOException failed) {
            throw SourceException.refused("the archive " + archive + " can't be opened.", failed);
        }
        try {
            ArchiveDirectory.read(channel, MAX_ENTRIES).forEach(this::add);
            findOverlaps();
        } catch (IOException failed) {
            close();
            throw SourceException.away("the archive can't be read.", failed);
        } catch (RuntimeException refused) {
            close();
            throw refused;
        }
    }

    private void add(ArchiveEntry entry) {
        if (entry.isFolder() || entry.isIgnored() || entry.name().isEmpty()) {
            return;
        }
        String id = entry.name();
        for (int copy = 2; entries.containsKey(id); copy++) {
            id = entry.name() + "~" + copy;
        }
        entries.put(id, entry);
    }

    // Bombs let thousands of entries share their bytes.
    private void findOverlaps() {
        long end = 0;
        String last = "";
        var byOffset =
                entries.entrySet().stream()
                        .sorted(Comparator.comparingLong(entry -> entry.getValue().offset()))
                        .toList();
        for (Map.Entry<String, ArchiveEntry> entry : byOffset) {
            if (entry.getValue().offset() < end) {
                overlapping.add(last);
                overlapping.add(entry.getKey());
            }
            long its = entry.getValue().offset() + LOCAL_BYTES + entry.getValue().packed();
            if (its > end) {
                end = its;
                last = entry.getKey();
            }
        }
    }

    @Override
    public Stream<DocumentRef> list() {
        return entries.entrySet().stream()
                .map(entry ->
                        new DocumentRef(entry.getKey(), Math.max(0, entry.getValue().inflated())));
    }

    @Override
    public byte[] read(DocumentRef ref, long maxBytes) throws IOException {
        ArchiveEntry entry = entries.get(ref.externalId());
        if (entry == null) {
            throw refused(RejectionReason.VANISHED, "no longer in the archive");
        }
        check(ref.externalId(), entry, maxBytes);
        long start = dataStart(entry);
        try (ChannelSlice packed = new ChannelSlice(channel, start, start + entry.packed());
                Inflater inflater = new Inflater(true);
                InputStream in =
                        entry.method() == ArchiveEntry.STORED
                                ? packed
                                : new InflaterInputStream(packed, inflater, 8_192)) {
            byte[] content = in.readNBytes((int) Math.min(maxBytes + 1, Integer.MAX_VALUE - 8));
            if (content.length > maxBytes) {
                throw tooLarge(maxBytes);
            }
            CRC32 crc = new CRC32();
            crc.update(content);
            if (content.length != entry.inflated() || crc.getValue() != entry.crc()) {
                throw refused(RejectionReason.CORRUPT, "the archive's entry is damaged");
            }
            return content;
        } catch (java.io.EOFException | java.util.zip.ZipException broken) {
            throw refused(RejectionReason.CORRUPT, "the archive's entry is damaged");
        }
    }

    private void check(String id, ArchiveEntry entry, long maxBytes) throws DocumentReadException {
        if (entry.isSpecial()) {
            throw refused(RejectionReason.UNSUPPORTED_TYPE, "a link or a device in an archive");
        }
        if (entry.leadsOut()) {
            throw refused(RejectionReason.CORRUPT, "a name that leads out of the archive");
        }
        if (entry.isEncrypted() || entry.isMaskedDirectory()) {
            throw refused(RejectionReason.ENCRYPTED, "an encrypted entry of an archive");
        }
        if (overlapping.contains(id)) {
            throw refused(RejectionReason.ARCHIVE_BOMB, "entries that share their bytes");
        }
        if (entry.inflated() > RATIO_FLOOR_BYTES && entry.inflated() / MAX_RATIO > entry.packed()) {
            throw refused(
                    RejectionReason.ARCHIVE_BOMB, "inflates more than " + MAX_RATIO + " times");
        }
        if (entry.inflated() > maxBytes || entry.inflated() < 0) {
            throw tooLarge(maxBytes);
        }
        if (entry.method() != ArchiveEntry.STORED && entry.method() != ArchiveEntry.DEFLATED) {
            throw refused(RejectionReason.UNSUPPORTED_TYPE, "compression method " + entry.method());
        }
    }

    private long dataStart(ArchiveEntry entry) throws IOException {
        if (entry.offset() < 0 || entry.packed() < 0 || entry.offset() > channel.size()) {
            throw refused(RejectionReason.CORRUPT, "the archive's entry is not in it");
        }
        byte[] head = new byte[LOCAL_BYTES];
        byte[] name = new byte[entry.rawName().length];
        ChannelSlice slice = new ChannelSlice(channel, entry.offset(), Long.MAX_VALUE);
        try (DataInputStream in = new DataInputStream(slice)) {
            in.readFully(head);
            in.readFully(name);
        } catch (java.io.EOFException cut) {
            throw refused(RejectionReason.CORRUPT, "the archive's entry is not in it");
        }
        ByteBuffer local = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
        int nameBytes = Short.toUnsignedInt(local.getShort(26));
        boolean agrees =
                local.getInt(0) == LOCAL
                        && nameBytes == name.length
                        && Arrays.equals(name, entry.rawName())
                        && local.getShort(8) == (short) entry.method()
                        && (local.getShort(6) & 1) == (entry.flags() & 1);
        if (!agrees) {
            throw refused(RejectionReason.CORRUPT, "directory and header of the entry disagree");
        }
        return entry.offset() + LOCAL_BYTES + nameBytes + Short.toUnsignedInt(local.getShort(28));
    }

    private static DocumentReadException tooLarge(long maxBytes) {
        return refused(RejectionReason.TOO_LARGE, "more than " + maxBytes + " bytes");
    }

    private static DocumentReadException refused(RejectionReason reason, String message) {
        return new DocumentReadException(reason, message, null);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failed) {
            throw new UncheckedIOException("the archive can't be closed", failed);
        }
    }
}
