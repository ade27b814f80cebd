package dev.matchmill.jobs.ledger;

import dev.matchmill.migrations.type.ApplicationSource;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One item as a source lists it.
 *
 * @param externalId path or key in the source
 * @param postingRef reference of the posting applied to, empty for none; the same document sent to
 *     two postings is two items
 * @param application what the source knows of the application
 * @param size bytes
 * @param contentHash SHA-256 of the bytes in hex, or null when they could not be read: such an item
 *     is always tried
 */
public record ListedItem(
        String externalId,
        String postingRef,
        ApplicationInput application,
        long size,
        @Nullable String contentHash) {

    /**
     * What a manifest or a message says about an application; all of it may be absent.
     *
     * @param email the applicant's address, lower case
     * @param sender who sent it, not proved to be the applicant
     */
    public record ApplicationInput(
            @Nullable String email,
            @Nullable ApplicationSource source,
            @Nullable Instant appliedAt,
            @Nullable Sender sender) {

        /** Nothing known. */
        public static final ApplicationInput NONE = new ApplicationInput(null, null, null);

        public ApplicationInput(
                @Nullable String email,
                @Nullable ApplicationSource source,
                @Nullable Instant appliedAt) {
            this(email, source, appliedAt, null);
        }
    }

    /**
     * Who sent a message.
     *
     * @param address lower case
     * @param name what the sender calls itself
     */
    public record Sender(String address, @Nullable String name) {}
}
