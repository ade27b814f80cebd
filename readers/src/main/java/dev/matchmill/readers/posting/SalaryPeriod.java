package dev.matchmill.readers.posting;

/** What a salary is paid for. */
public enum SalaryPeriod {
    HOUR,
    DAY,
    WEEK,
    MONTH,
    YEAR
}
