package dev.matchmill.readers.document;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Names that systems and programs leave behind; nobody sent them as a resume. */
public final class IgnoredNames {

    private static final Set<String> NAMES =
            Set.of("thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r", "__macosx");

    /** Hidden files, and the locks of open Office documents. */
    private static final List<String> STARTS = List.of(".", "~$");

    /** Downloads and copies that are not finished. */
    private static final List<String> ENDS = List.of(".crdownload", ".part", ".partial");

    private IgnoredNames() {}

    /** Whether a file or folder of that name is left out. */
    public static boolean contains(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        return NAMES.contains(name)
                || STARTS.stream().anyMatch(name::startsWith)
                || ENDS.stream().anyMatch(name::endsWith);
    }
}
