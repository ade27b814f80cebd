package dev.matchmill.jobs.duplicate;

import dev.matchmill.jobs.subject.SuppressionKey;
import java.util.Optional;
import java.util.Set;

/**
 * An address as the mailbox that it reaches: what stands behind a plus is left out, and for Gmail
 * the dots too. Two addresses of one mailbox are never taken for one person unasked, since a
 * provider may tell them apart.
 *
 * @param local in front of the at sign
 * @param domain lower case
 */
record Mailbox(String local, String domain) {

    private static final Set<String> GMAIL = Set.of("gmail.com", "googlemail.com");
    private static final int SHORTEST_LOCAL = 6;

    // Addresses of a role, which many people have at their own provider.
    private static final Set<String> ROLES =
            Set.of(
                    "contact",
                    "kontakt",
                    "office",
                    "career",
                    "careers",
                    "resume",
                    "bewerbung",
                    "applications",
                    "recruiting",
                    "personal",
                    "private",
                    "mailbox",
                    "service",
                    "support",
                    "jobsearch",
                    "webmaster");

    /** Of a normalized address; empty for those that stand for an unknown one. */
    static Optional<Mailbox> of(String address) {
        int at = address.lastIndexOf('@');
        if (at < 1 || SuppressionKey.isReserved(address)) {
            return Optional.empty();
        }
        String local = address.substring(0, at);
        String domain = address.substring(at + 1);
        int plus = local.indexOf('+');
        if (plus > 0) {
            local = local.substring(0, plus);
        }
        if (GMAIL.contains(domain)) {
            return Optional.of(new Mailbox(local.replace(".", ""), "gmail.com"));
        }
        return Optional.of(new Mailbox(local, domain));
    }

    String address() {
        return local + "@" + domain;
    }

    /** The part that people take along to another provider; empty where it tells nothing. */
    Optional<String> tellingLocal() {
        String plain = local.replaceAll("[._-]", "");
        boolean isTelling =
                plain.length() >= SHORTEST_LOCAL
                        && plain.chars().anyMatch(Character::isLetter)
                        && !ROLES.contains(plain);
        return isTelling ? Optional.of(plain) : Optional.empty();
    }

    /** Without the address. */
    @Override
    public String toString() {
        return "Mailbox[]";
    }
}
