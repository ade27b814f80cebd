package dev.matchmill.jobs.duplicate;

import java.util.Locale;

/** By what two candidates come to be compared. */
enum KeyKind {
    PHONE(true),
    LINK(true),
    MAILBOX(true),
    /** What stands in front of the at sign, whatever the provider. */
    LOCAL_PART(true),
    TEXT_BAND(false),
    FULL_NAME(false),
    /** Given name and employer: finds changed surnames. */
    GIVEN_EMPLOYER(false),
    /** Surname and employer: finds misspelt and shortened given names. */
    SURNAME_EMPLOYER(false);

    private final boolean isContact;

    KeyKind(boolean isContact) {
        this.isContact = isContact;
    }

    /** Whether it is somebody's own; shared by many, it is an agency's or a school's. */
    boolean isContact() {
        return isContact;
    }

    /** As {@code pipeline.identity_keys.kind} has it. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static KeyKind of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
