package dev.matchmill.jobs.subject;

import dev.matchmill.embeddings.store.ContentHash;
import dev.matchmill.migrations.type.OrganizationId;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * By what an erased person would be recognised when their data came again. Only its fingerprint is
 * ever stored.
 *
 * @param of what it is
 * @param text what the fingerprint is made of; never logged
 */
public record SuppressionKey(Of of, String text) {

    private static final String RESERVED_DOMAIN = "@no-email.invalid";
    private static final Pattern NOT_A_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

    /** What there is to recognise. */
    public enum Of {
        /** An address of the person. */
        ADDRESS,
        /** The words of a document. */
        DOCUMENT,
        /** The bytes of a file. */
        FILE,
        /** The bytes of a file that was sent for a posting. */
        APPLICATION;

        /** As {@code compliance.ingestion_suppressions.fingerprint_of} has it. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A reserved address stands for the words of a document. */
    public static SuppressionKey address(String address) {
        String normalized = SubjectFingerprint.normalized(address);
        return new SuppressionKey(
                normalized.endsWith(RESERVED_DOMAIN) ? Of.DOCUMENT : Of.ADDRESS, normalized);
    }

    public static SuppressionKey document(String text) {
        return new SuppressionKey(Of.DOCUMENT, reservedAddress(text));
    }

    /**
     * A file.
     *
     * @param contentHash SHA-256 of its bytes in hex
     */
    public static SuppressionKey file(String contentHash) {
        return new SuppressionKey(Of.FILE, "file:" + contentHash);
    }

    /** A file that was sent for a posting, by the posting's external reference. */
    public static SuppressionKey application(
            OrganizationId organization, String postingRef, String contentHash) {
        return new SuppressionKey(
                Of.APPLICATION,
                "application:" + organization.value() + ":" + contentHash + ":" + postingRef);
    }

    /**
     * The address that stands for a person whose resume names none: equal for texts of the same
     * words, whatever stands between them.
     */
    public static String reservedAddress(String text) {
        String words = NOT_A_WORD.matcher(text.toLowerCase(Locale.ROOT)).replaceAll(" ");
        return "document-" + ContentHash.of(words.strip()).hex().substring(0, 32) + RESERVED_DOMAIN;
    }

    public static boolean isReserved(String address) {
        return address.endsWith(RESERVED_DOMAIN);
    }

    /** Without what it is made of. */
    @Override
    public String toString() {
        return "SuppressionKey[" + of + "]";
    }
}
