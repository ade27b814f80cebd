package dev.matchmill.jobs.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Processor time of this process and of the server's processes that work for its database, where
 * they run on this machine: unlike time on the clock it hardly depends on who else is at work.
 */
record ProcessorTime(JdbcClient jdbc) {

    private static final String SERVERS =
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database()";

    private static final int TICKS_A_SECOND = 100;

    /** So far, in seconds; servers that ended meanwhile take theirs with them. */
    double seconds() {
        List<Integer> servers = jdbc.sql(SERVERS).query(Integer.class).list();
        long own =
                ((com.sun.management.OperatingSystemMXBean)
                                ManagementFactory.getOperatingSystemMXBean())
                        .getProcessCpuTime();
        return own / 1e9 + servers.stream().mapToDouble(ProcessorTime::ofServer).sum();
    }

    private static double ofServer(int process) {
        try {
            String stat = Files.readString(Path.of("/proc", Integer.toString(process), "stat"));
            // Fields 14 and 15, counted after the name in brackets: user and system time in ticks.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return (Long.parseLong(fields[11]) + Long.parseLong(fields[12]))
                    / (double) TICKS_A_SECOND;
        } catch (NoSuchFileException elsewhere) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
