package dev.matchmill.jobs.duplicate;

import org.jspecify.annotations.Nullable;

/**
 * Where somebody learnt.
 *
 * @param school as {@link Employer#of} has it; not empty
 * @param level label of the degree's level; null where there is none
 * @param year of the end, or of the start where no end is known; 0: neither
 */
record Schooling(String school, @Nullable String level, int year) {

    /** Whether both may be the same entry: nothing that both say differs. */
    boolean agrees(Schooling other) {
        return school.equals(other.school)
                && (level == null || other.level == null || level.equals(other.level))
                && year != 0
                && year == other.year;
    }
}
