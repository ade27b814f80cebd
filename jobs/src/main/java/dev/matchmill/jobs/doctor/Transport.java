package dev.matchmill.jobs.doctor;

import dev.matchmill.migrations.server.DatabaseAddress;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who may read or change what goes to the server and back.
 *
 * @param loopback whether nothing leaves this machine
 * @param encrypted whether this connection uses TLS
 * @param mode the driver's {@code sslmode}
 */
record Transport(boolean loopback, boolean encrypted, String mode) implements Check {

    /** One host of a URL with or without its port. */
    private static final Pattern LOOPBACK =
            Pattern.compile("(localhost|127(\\.\\d+){3}|\\[::1])?(:\\d+)?");

    private static final Pattern MODE = Pattern.compile("[?&]sslmode=([^&]*)");

    static Transport of(DatabaseAddress address, boolean encrypted) {
        // A URL may name several hosts, any of which may be the one that answers.
        String hosts =
                address.url().replaceFirst("^jdbc:postgresql://", "").replaceFirst("/.*", "");
        boolean loopback =
                Arrays.stream(hosts.toLowerCase(Locale.ROOT).split(",", -1))
                        .allMatch(host -> LOOPBACK.matcher(host).matches());
        Matcher mode = MODE.matcher(address.url());
        return new Transport(
                loopback,
                encrypted,
                mode.find() ? mode.group(1).toLowerCase(Locale.ROOT) : "prefer");
    }

    @Override
    public Finding judge() {
        if (loopback) {
            return Finding.ok("tls", "not needed, the server is on this machine");
        }
        String found = (encrypted ? "encrypted" : "not encrypted") + ", sslmode " + mode;
        boolean verified = mode.equals("verify-full") || mode.equals("verify-ca");
        return encrypted && verified
                ? Finding.ok("tls", found)
                : Finding.warn(
                        "tls",
                        found,
                        "Add sslmode=verify-full (and sslrootcert) to the URL: resumes go over"
                                + " this connection.");
    }
}
