package dev.matchmill.jobs.hold;

import dev.matchmill.migrations.type.HoldSubjectType;
import java.util.Arrays;
import java.util.Optional;

/**
 * How somebody names a subject: by id, a posting also by its external reference, an organization
 * also by its name.
 *
 * @param name stripped, never blank
 */
public record SubjectReference(HoldSubjectType type, String name) {

    private static final int LONGEST_ID = 18;

    public SubjectReference {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a subject needs a name");
        }
    }

    /**
     * Reads {@code posting:REF}, {@code application:ID}, {@code candidate:ID} or {@code
     * organization:NAME}; empty when it is none of them.
     */
    public static Optional<SubjectReference> parse(String text) {
        int colon = text.indexOf(':');
        String name = text.substring(colon + 1).strip();
        if (colon < 0 || name.isEmpty()) {
            return Optional.empty();
        }
        String word = text.substring(0, colon).strip();
        return Arrays.stream(HoldSubjectType.values())
                .filter(type -> HoldSubject.word(type).equals(word))
                .findFirst()
                .map(type -> new SubjectReference(type, name))
                .filter(it -> it.id().isPresent() || it.mayHaveName());
    }

    /** The name as an id; empty when it cannot be one. */
    public Optional<Long> id() {
        boolean isNumber = name.length() <= LONGEST_ID && name.chars().allMatch(Character::isDigit);
        return isNumber ? Optional.of(Long.parseLong(name)).filter(it -> it > 0) : Optional.empty();
    }

    private boolean mayHaveName() {
        return switch (type) {
            case ORGANIZATION, JOB -> true;
            case CANDIDATE, APPLICATION -> false;
        };
    }

    @Override
    public String toString() {
        return HoldSubject.word(type) + ":" + name;
    }
}
