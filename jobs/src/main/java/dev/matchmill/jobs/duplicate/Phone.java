package dev.matchmill.jobs.duplicate;

import java.util.Optional;

/**
 * A telephone number.
 *
 * @param digits all of them, without leading zeros
 * @param isComplete with the country's code, as E.164 has it
 */
record Phone(String digits, boolean isComplete) {

    // Of a longer one the last nine decide: with and without the country's code it is the same.
    private static final int TELLING_DIGITS = 9;

    /** Empty for what is too short to tell people apart. */
    static Optional<Phone> of(String written) {
        String digits = written.replaceAll("\\D", "").replaceFirst("^0+", "");
        boolean isComplete = written.strip().startsWith("+") || written.strip().startsWith("00");
        boolean isTelling =
                digits.length() >= TELLING_DIGITS && digits.chars().distinct().count() >= 3;
        return isTelling ? Optional.of(new Phone(digits, isComplete)) : Optional.empty();
    }

    String telling() {
        return digits.substring(digits.length() - TELLING_DIGITS);
    }

    boolean isSame(Phone other) {
        return (isComplete && other.isComplete)
                ? digits.equals(other.digits)
                : telling().equals(other.telling());
    }

    /** Without the number. */
    @Override
    public String toString() {
        return "Phone[]";
    }
}
