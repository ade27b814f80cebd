package dev.matchmill.jobs.duplicate;

import dev.matchmill.migrations.type.CandidateId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What tells who a candidate is.
 *
 * @param links as {@link ProfileLink#of} has them
 * @param city lower case without marks; empty: not known
 * @param country ISO 3166-1 alpha-2; empty: not known
 */
record Identity(
        CandidateId id,
        PersonName name,
        Optional<Mailbox> mailbox,
        Optional<Phone> phone,
        Set<String> links,
        List<Position> positions,
        List<Schooling> schoolings,
        String city,
        String country,
        Vocabulary text) {

    Identity {
        links = Set.copyOf(links);
        positions = List.copyOf(positions);
        schoolings = List.copyOf(schoolings);
    }

    /** Without the contacts that stand for these keys: what too many share tells nothing. */
    Identity without(Set<IdentityKey> common) {
        return new Identity(
                id,
                name,
                mailbox.filter(it -> isTelling(KeyKind.MAILBOX, it.address(), common))
                        .filter(it ->
                                it.tellingLocal()
                                        .filter(l -> !isTelling(KeyKind.LOCAL_PART, l, common))
                                        .isEmpty()),
                phone.filter(it -> isTelling(KeyKind.PHONE, it.telling(), common)),
                links.stream()
                        .filter(it -> isTelling(KeyKind.LINK, it, common))
                        .collect(Collectors.toSet()),
                positions,
                schoolings,
                city,
                country,
                text);
    }

    private static boolean isTelling(KeyKind kind, String value, Set<IdentityKey> common) {
        return !common.contains(IdentityKey.of(kind, value));
    }

    /** The number alone: an identity may be logged. */
    @Override
    public String toString() {
        return "Identity[" + id.value() + "]";
    }
}
