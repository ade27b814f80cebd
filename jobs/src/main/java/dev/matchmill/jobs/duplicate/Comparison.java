package dev.matchmill.jobs.duplicate;

import java.util.ArrayList;
import java.util.List;

/**
 * How likely two candidates are one person, and why.
 *
 * @param score probability, 0 to 1
 * @param evidence the weightiest first
 */
record Comparison(double score, List<Evidence> evidence) {

    /**
     * The logarithm of the odds that two who share some key are one person, before anything else is
     * known: about one in a thousand.
     */
    static final double PRIOR = -10;

    /** From this on two texts are one resume in two states or formats. */
    private static final double SAME_TEXT = 0.85;

    Comparison {
        evidence = List.copyOf(evidence);
    }

    /** Compares what both say; what one of them leaves open speaks neither for nor against. */
    static Comparison of(Identity one, Identity other) {
        List<Evidence> evidence = new ArrayList<>();
        name(one, other, evidence);
        contacts(one, other, evidence);
        career(one, other, evidence);
        if (one.text().similarity(other.text()) >= SAME_TEXT) {
            evidence.add(Evidence.of(EvidenceKind.SAME_TEXT));
        }
        if (!one.city().isEmpty() && one.city().equals(other.city())) {
            evidence.add(Evidence.of(EvidenceKind.SAME_CITY));
        }
        if (!one.country().isEmpty()
                && !other.country().isEmpty()
                && !one.country().equals(other.country())) {
            evidence.add(Evidence.of(EvidenceKind.OTHER_COUNTRY));
        }
        evidence.sort((a, b) -> {
            int heavier = Double.compare(Math.abs(b.weight()), Math.abs(a.weight()));
            return heavier != 0 ? heavier : a.kind().compareTo(b.kind());
        });
        double odds = PRIOR + evidence.stream().mapToDouble(Evidence::weight).sum();
        return new Comparison(1 / (1 + Math.pow(2, -odds)), evidence);
    }

    private static void name(Identity one, Identity other, List<Evidence> evidence) {
        EvidenceKind kind =
                switch (one.name().compare(other.name())) {
                    case UNKNOWN -> null;
                    case SAME -> EvidenceKind.SAME_NAME;
                    case NEAR -> EvidenceKind.NEAR_NAME;
                    case GIVEN -> EvidenceKind.SAME_GIVEN_NAME;
                    case SURNAME -> EvidenceKind.SAME_SURNAME_ONLY;
                    case DIFFERENT -> EvidenceKind.OTHER_NAME;
                };
        if (kind != null) {
            evidence.add(Evidence.of(kind));
        }
    }

    private static void contacts(Identity one, Identity other, List<Evidence> evidence) {
        if (one.phone().isPresent()
                && other.phone().isPresent()
                && one.phone().get().isSame(other.phone().get())) {
            evidence.add(Evidence.of(EvidenceKind.SAME_PHONE));
        }
        if (one.mailbox().isPresent() && one.mailbox().equals(other.mailbox())) {
            evidence.add(Evidence.of(EvidenceKind.SAME_MAILBOX));
        } else if (one.mailbox().flatMap(Mailbox::tellingLocal).isPresent()
                && one.mailbox()
                        .flatMap(Mailbox::tellingLocal)
                        .equals(other.mailbox().flatMap(Mailbox::tellingLocal))) {
            evidence.add(Evidence.of(EvidenceKind.SAME_LOCAL_PART));
        }
        links(one, other, evidence);
    }

    private static void links(Identity one, Identity other, List<Evidence> evidence) {
        if (one.links().stream().anyMatch(other.links()::contains)) {
            evidence.add(Evidence.of(EvidenceKind.SAME_LINK));
        } else if (one.links().stream()
                .anyMatch(link ->
                        link.startsWith("linkedin.com")
                                && other.links().stream()
                                        .anyMatch(it -> it.startsWith("linkedin.com")))) {
            evidence.add(Evidence.of(EvidenceKind.OTHER_LINK));
        }
    }

    private static void career(Identity one, Identity other, List<Evidence> evidence) {
        int same = 0;
        int overlapping = 0;
        for (Position position : one.positions()) {
            switch (best(position, other)) {
                case DATES -> same++;
                case OVERLAP -> overlapping++;
                case NONE -> {}
            }
        }
        if (same > 0) {
            evidence.add(Evidence.of(EvidenceKind.SAME_POSITION, same));
        }
        if (overlapping > 0) {
            evidence.add(Evidence.of(EvidenceKind.SAME_EMPLOYER, overlapping));
        }
        int schools =
                (int)
                        one.schoolings().stream()
                                .filter(it -> other.schoolings().stream().anyMatch(it::agrees))
                                .count();
        if (schools > 0) {
            evidence.add(Evidence.of(EvidenceKind.SAME_SCHOOLING, schools));
        }
    }

    private static Position.Agreement best(Position position, Identity other) {
        Position.Agreement best = Position.Agreement.NONE;
        for (Position candidate : other.positions()) {
            Position.Agreement found = position.compare(candidate);
            best = found.compareTo(best) > 0 ? found : best;
        }
        return best;
    }
}
