package dev.matchmill.readers.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What the system takes from a child before its JVM starts, by programs of util-linux that need no
 * privilege: the network, with a namespace that holds no interface, and large files, with a limit.
 * Not every system lets its users make namespaces (containers often don't): what doesn't work here
 * is left out, and {@link Lockdown} within the JVM remains.
 *
 * @param network whether the child has no network at all
 * @param command what stands before the child's own command
 */
record Isolation(boolean network, List<String> command) {

    /** No file of a child may be larger; what parsers spool to is a fraction of it. */
    private static final long MAX_FILE_BYTES = 256L << 20;

    private static final int PROBE_SECONDS = 10;

    Isolation {
        command = List.copyOf(command);
    }

    /** What works on this machine; asked once, because it doesn't change. */
    static Isolation here() {
        return Probed.HERE;
    }

    private static final class Probed {
        private static final Isolation HERE = probe();
    }

    private static Isolation probe() {
        List<String> network = working("unshare", "--user", "--map-current-user", "--net", "--");
        List<String> files = working("prlimit", "--core=0", "--fsize=" + MAX_FILE_BYTES, "--");
        List<String> command = new ArrayList<>(network);
        command.addAll(files);
        return new Isolation(!network.isEmpty(), command);
    }

    /** The command with its program's path, empty when it can't be run here. */
    private static List<String> working(String program, String... options) {
        return Stream.of("/usr/bin", "/bin")
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .map(path -> Stream.concat(Stream.of(path.toString()), Stream.of(options)).toList())
                .filter(Isolation::runs)
                .findFirst()
                .orElse(List.of());
    }

    private static boolean runs(List<String> command) {
        List<String> trial = new ArrayList<>(command);
        trial.add(Path.of("/bin", "true").toString());
        try {
            Process process =
                    new ProcessBuilder(trial)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            boolean ended = process.waitFor(PROBE_SECONDS, TimeUnit.SECONDS);
            process.destroyForcibly();
            return ended && process.exitValue() == 0;
        } catch (IOException absent) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
