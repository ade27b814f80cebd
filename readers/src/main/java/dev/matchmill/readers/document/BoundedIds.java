package dev.matchmill.readers.document;

import dev.matchmill.readers.text.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * A source whose external ids fit a database's index whatever its names are: at most {@value
 * #MAX_BYTES} bytes of UTF-8 without NUL and lone surrogates. A longer one keeps its beginning and
 * its ending and has a part of its SHA-256 in between, so that it is the same in each listing. Such
 * a document can be read after it was listed only. Thread-safe.
 */
public final class BoundedIds implements DocumentSource {

    /** With a reference of 255 characters beside it, below a third of a page of PostgreSQL. */
    public static final int MAX_BYTES = 1_400;

    private static final int DIGEST_DIGITS = 24;
    private static final int LONGEST_ENDING = 12;

    private final DocumentSource source;
    private final Map<String, String> originals = new ConcurrentHashMap<>();

    public BoundedIds(DocumentSource source) {
        this.source = source;
    }

    /** The id as it is kept. */
    public static String of(String externalId) {
        String plain = plain(externalId);
        if (plain.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES) {
            return plain;
        }
        byte[] whole = externalId.getBytes(StandardCharsets.UTF_16BE);
        String digest = Sha256.hex(whole).substring(0, DIGEST_DIGITS);
        int dot = plain.lastIndexOf('.');
        boolean ends = dot > plain.lastIndexOf('/') && plain.length() - dot <= LONGEST_ENDING;
        String ending = "\u2026" + digest + (ends ? plain.substring(dot) : "");
        int room = MAX_BYTES - ending.getBytes(StandardCharsets.UTF_8).length;
        return head(plain, room) + ending;
    }

    @Override
    public Stream<DocumentRef> list() {
        return source.list()
                .map(ref -> {
                    String id = of(ref.externalId());
                    if (id.equals(ref.externalId())) {
                        return ref;
                    }
                    originals.put(id, ref.externalId());
                    return ref.named(id);
                });
    }

    @Override
    public byte[] read(DocumentRef ref, long maxBytes) throws IOException {
        return source.read(original(ref), maxBytes);
    }

    @Override
    public boolean isLetter(DocumentRef ref) {
        return source.isLetter(original(ref));
    }

    @Override
    public void close() {
        source.close();
    }

    private DocumentRef original(DocumentRef ref) {
        return ref.named(originals.getOrDefault(ref.externalId(), ref.externalId()));
    }

    private static String plain(String id) {
        StringBuilder plain = new StringBuilder(id.length());
        for (int at = 0; at < id.length(); ) {
            int point = id.codePointAt(at);
            boolean lone = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
            if (point == 0 || lone) {
                plain.append('\uFFFD').append(HexFormat.of().toHexDigits((char) point));
            } else {
                plain.appendCodePoint(point);
            }
            at += Character.charCount(point);
        }
        return plain.toString();
    }

    private static String head(String text, int bytes) {
        int used = 0;
        int at = 0;
        while (at < text.length()) {
            int point = text.codePointAt(at);
            used += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
            if (used > bytes) {
                break;
            }
            at += Character.charCount(point);
        }
        return text.substring(0, at);
    }
}
