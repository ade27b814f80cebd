package dev.matchmill.jobs.duplicate;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * One key of an identity. Two candidates with a common one are compared, others never: no pair is
 * looked at because all are.
 *
 * @param hash the first 64 bits of SHA-256 of the value
 */
record IdentityKey(KeyKind kind, long hash) {

    private static final int MOST_EMPLOYERS = 20;

    /** All keys of an identity. */
    static Set<IdentityKey> of(Identity identity) {
        Set<IdentityKey> keys = new LinkedHashSet<>();
        identity.phone().ifPresent(phone -> keys.add(of(KeyKind.PHONE, phone.telling())));
        identity.links().forEach(link -> keys.add(of(KeyKind.LINK, link)));
        identity.mailbox()
                .ifPresent(box -> {
                    keys.add(of(KeyKind.MAILBOX, box.address()));
                    box.tellingLocal().ifPresent(local -> keys.add(of(KeyKind.LOCAL_PART, local)));
                });
        identity.text().bands().forEach(band -> keys.add(new IdentityKey(KeyKind.TEXT_BAND, band)));
        PersonName name = identity.name();
        if (name.isKnown()) {
            String given = Nicknames.formal(name.given());
            keys.add(of(KeyKind.FULL_NAME, given + " " + name.surname()));
            identity.positions().stream()
                    .map(Position::employer)
                    .distinct()
                    .limit(MOST_EMPLOYERS)
                    .forEach(employer -> {
                        keys.add(of(KeyKind.GIVEN_EMPLOYER, given + "\n" + employer));
                        keys.add(of(KeyKind.SURNAME_EMPLOYER, name.surname() + "\n" + employer));
                    });
        }
        return keys;
    }

    /** The key of one value of that kind. */
    static IdentityKey of(KeyKind kind, String value) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest((kind + "\n" + value).getBytes(StandardCharsets.UTF_8));
            return new IdentityKey(kind, ByteBuffer.wrap(digest).getLong());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
