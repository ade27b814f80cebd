package dev.matchmill.jobs.keys;

import java.util.List;

/**
 * What a rotation did to one table.
 *
 * @param key the one that encrypts now
 * @param rows re-encrypted
 * @param unreadable rows that could not be opened and were left as they are, such as {@code
 *     public.interviews meeting_passcode_enc of row 7}
 * @param left rows that others are writing; another start takes them
 */
public record Rotation(
        String table, String key, boolean newKey, long rows, List<String> unreadable, long left) {

    public Rotation {
        unreadable = List.copyOf(unreadable);
    }
}
