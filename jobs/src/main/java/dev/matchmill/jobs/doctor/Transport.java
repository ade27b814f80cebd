package dev.matchmill.jobs.doctor;

import dev.matchmill.migrations.server.DatabaseAddress;
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

    private static final Pattern HOST =
            Pattern.compile("^jdbc:postgresql://(\\[[^]]*]|[^:/,?]*)(.*)$");
    private static final Pattern MODE = Pattern.compile("[?&]sslmode=([^&]*)");

    static Transport of(DatabaseAddress address, boolean encrypted) {
        Matcher host = HOST.matcher(address.url());
        boolean loopback =
                host.matches()
                        && !host.group(2).startsWith(",")
                        && host.group(1)
                                .toLowerCase(Locale.ROOT)
                                .matches("|localhost|127(\\.\\d+){3}|\\[(::1|0:0:0:0:0:0:0:1)]");
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
