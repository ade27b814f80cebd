package dev.matchmill.jobs.doctor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The checks that need neither settings nor a database. */
public final class Machine {

    private Machine() {}

    /**
     * Java, the program's own files and its home folder.
     *
     * @param home {@code MATCHMILL_HOME}; made when it does not exist
     * @throws IOException when the program's own jar cannot be read
     */
    public static List<Finding> examine(Path home) throws IOException {
        return Stream.of(
                        JavaRelease.read(),
                        JavaHeap.read(),
                        ProgramFiles.read(),
                        HomeFolder.read(home))
                .map(Check::judge)
                .toList();
    }

    /** The configuration was read. */
    public static Finding readableConfiguration(String file) {
        return Finding.ok("configuration", file);
    }

    /**
     * The configuration was refused.
     *
     * @param sentence why, and what to do
     */
    public static Finding brokenConfiguration(String file, String sentence) {
        return Finding.fail("configuration", file + " cannot be used", sentence);
    }
}
