package dev.matchmill.embeddings.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 of an exact text in UTF-8, or of a document's bytes: equal hash, nothing to compute
 * again.
 *
 * @param hex 64 lower-case hex digits
 */
public record ContentHash(String hex) {

    public ContentHash {
        if (hex.length() != 64) {
            throw new IllegalArgumentException("a SHA-256 has 64 hex digits, not " + hex.length());
        }
    }

    /** The hash of a text. */
    public static ContentHash of(String text) {
        return ofContent(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The hash of a document's bytes. */
    public static ContentHash ofContent(byte[] content) {
        return of(sha256().digest(content));
    }

    /** A hash as the database stores it: 32 bytes. */
    public static ContentHash of(byte[] digest) {
        return new ContentHash(HexFormat.of().formatHex(digest));
    }

    /** The 32 bytes. */
    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
