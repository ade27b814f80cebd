package dev.matchmill.jobs.erase;

import java.util.Locale;

/** How somebody made sure that a request comes from the person. What was shown is not kept. */
public enum Verification {
    ACCOUNT_LOGIN,
    EMAIL_LINK,
    ID_DOCUMENT,
    IN_PERSON,
    PHONE_CALL,
    LEGAL_REPRESENTATIVE;

    /** As the database and the command line have it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
