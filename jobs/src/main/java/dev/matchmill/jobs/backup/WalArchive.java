package dev.matchmill.jobs.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The folder into which the server copies its write-ahead log, piece by piece. */
record WalArchive(Path folder) {

    /** Names of the pieces and histories there, in order. */
    List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> WalPosition.isSegment(name) || isHistory(name))
                    .sorted()
                    .toList();
        }
    }

    /** When its newest piece was written there, if it has any. */
    Optional<Instant> lastWritten() throws IOException {
        Optional<Instant> newest = Optional.empty();
        for (String name : names()) {
            if (WalPosition.isSegment(name)) {
                Instant at = Files.getLastModifiedTime(folder.resolve(name)).toInstant();
                newest = Optional.of(newest.filter(at::isBefore).orElse(at));
            }
        }
        return newest;
    }

    /**
     * Copies what a recovery needs that begins with a piece.
     *
     * @return how many pieces
     */
    int copyFrom(String first, Path target) throws IOException {
        Files.createDirectories(target);
        int copied = 0;
        for (String name : names()) {
            if (isHistory(name) || !WalPosition.isBefore(name, first)) {
                Files.copy(folder.resolve(name), target.resolve(name));
                copied += isHistory(name) ? 0 : 1;
            }
        }
        return copied;
    }

    /**
     * Removes the pieces that no backup needs any more; histories stay.
     *
     * @param first the first piece that the oldest backup needs
     */
    long removeBefore(String first) throws IOException {
        long removed = 0;
        for (String name : names()) {
            if (WalPosition.isSegment(name) && WalPosition.isBefore(name, first)) {
                Files.delete(folder.resolve(name));
                removed++;
            }
        }
        return removed;
    }

    private static boolean isHistory(String name) {
        return name.matches("[0-9A-F]{8}\\.history");
    }
}
