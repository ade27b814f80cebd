package dev.matchmill.migrations.type;

/** Channel an application came through. Equals the enum {@code application_source}. */
public enum ApplicationSource implements DatabaseLabel {
    DIRECT,
    CAREER_PAGE,
    LINKEDIN,
    INDEED,
    GLASSDOOR,
    JOB_BOARD,
    SOCIAL_MEDIA,
    REFERRAL,
    AGENCY,
    SOURCED,
    EVENT,
    IMPORT,
    API,
    OTHER
}
