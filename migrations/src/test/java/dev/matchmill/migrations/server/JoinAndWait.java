package dev.matchmill.migrations.server;

import java.io.IOException;
import java.nio.file.Path;

/** A program that joins a server and never leaves it by itself: the one that the test kills. */
final class JoinAndWait {

    private JoinAndWait() {}

    public static void main(String[] arguments) throws IOException {
        LocalPostgres server =
                LocalPostgres.join(Path.of(arguments[0]), Profile.TEST, System.err::println);
        System.out.println("joined " + server.address().url());
        while (System.in.read() >= 0) {
            // Waits to be killed.
        }
    }
}
