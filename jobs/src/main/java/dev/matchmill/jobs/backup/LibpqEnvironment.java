package dev.matchmill.jobs.backup;

import dev.matchmill.migrations.PreconditionException;
import dev.matchmill.migrations.server.DatabaseAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An address as PostgreSQL's own programs want it: in their environment, which other users cannot
 * read, while a command line shows in every process list. Names and meanings of the variables:
 * PostgreSQL, "libpq environment variables"; those of the parameters: pgjdbc.
 */
final class LibpqEnvironment {

    private static final String PREFIX = "jdbc:postgresql://";

    // By pgjdbc's parameter. What is not listed has no meaning there.
    private static final Map<String, String> NAMES =
            Map.of(
                    "sslmode", "PGSSLMODE",
                    "sslrootcert", "PGSSLROOTCERT",
                    "sslcert", "PGSSLCERT",
                    "sslkey", "PGSSLKEY",
                    "connectTimeout", "PGCONNECT_TIMEOUT",
                    "options", "PGOPTIONS",
                    "gssEncMode", "PGGSSENCMODE",
                    "channelBinding", "PGCHANNELBINDING",
                    "kerberosServerName", "PGKRBSRVNAME");

    private static final Map<String, String> SERVER_TYPES =
            Map.of(
                    "any", "any",
                    "primary", "read-write",
                    "master", "read-write",
                    "secondary", "standby",
                    "slave", "standby",
                    "preferSecondary", "prefer-standby",
                    "preferSlave", "prefer-standby");

    private LibpqEnvironment() {}

    /**
     * The variables; {@code PGPASSWORD} only when the address has a password, else libpq looks into
     * {@code .pgpass} as the driver does.
     *
     * @param application name by which the server shows the connections
     * @throws PreconditionException when the address asks for what libpq cannot do
     */
    static Map<String, String> of(DatabaseAddress address, String application) {
        Map<String, String> environment = new LinkedHashMap<>();
        addServer(address, environment);
        environment.put("PGDATABASE", address.database());
        environment.put("PGUSER", address.username());
        String password = address.password();
        if (password != null) {
            environment.put("PGPASSWORD", password);
        }
        environment.put("PGAPPNAME", application);
        environment.put("PGCONNECT_TIMEOUT", "30");
        // Messages are looked at, and times read from them.
        environment.put("LC_ALL", "C.UTF-8");
        parameters(address.url()).forEach((name, value) -> addParameter(name, value, environment));
        return environment;
    }

    private static void addServer(DatabaseAddress address, Map<String, String> environment) {
        String rest = address.url().substring(PREFIX.length());
        List<String> hosts = new ArrayList<>();
        List<String> ports = new ArrayList<>();
        for (String server : rest.substring(0, rest.indexOf('/')).split(",", -1)) {
            // The last colon outside of the brackets of an IPv6 address.
            int colon = server.lastIndexOf(':');
            boolean hasPort = colon > server.lastIndexOf(']');
            String host = hasPort ? server.substring(0, colon) : server;
            hosts.add(host.startsWith("[") ? host.substring(1, host.length() - 1) : host);
            ports.add(hasPort ? server.substring(colon + 1) : "5432");
        }
        environment.put("PGHOST", String.join(",", hosts));
        environment.put("PGPORT", String.join(",", ports));
    }

    private static void addParameter(String name, String value, Map<String, String> environment) {
        String variable = NAMES.get(name);
        if (variable != null) {
            requireReadable(name, value);
            environment.put(variable, value);
            return;
        }
        switch (name) {
            // Without sslmode, ssl=true means verify-full to the driver.
            case "ssl" -> {
                if (!value.equals("false")) {
                    environment.putIfAbsent("PGSSLMODE", "verify-full");
                }
            }
            case "targetServerType" ->
                    environment.put(
                            "PGTARGETSESSIONATTRS", SERVER_TYPES.getOrDefault(value, "any"));
            case "sslfactory", "sslhostnameverifier", "sslpasswordcallback" ->
                    throw new PreconditionException(
                            "PostgreSQL's programs cannot use the database URL's parameter '"
                                    + name
                                    + "'; say what it is for by sslmode, sslrootcert, sslcert and"
                                    + " sslkey.");
            default -> {
                // A matter between the driver and this program.
            }
        }
    }

    private static void requireReadable(String name, String value) {
        if (name.equals("sslkey") && (value.endsWith(".p12") || value.endsWith(".pfx"))) {
            throw new PreconditionException(
                    "PostgreSQL's programs cannot read a PKCS-12 file: give sslcert and sslkey as"
                            + " PEM files in the database URL.");
        }
    }

    private static Map<String, String> parameters(String url) {
        Map<String, String> parameters = new LinkedHashMap<>();
        int question = url.indexOf('?');
        if (question >= 0) {
            for (String parameter : url.substring(question + 1).split("&", 0)) {
                int equals = parameter.indexOf('=');
                if (equals > 0) {
                    parameters.put(
                            parameter.substring(0, equals),
                            URLDecoder.decode(
                                    parameter.substring(equals + 1), StandardCharsets.UTF_8));
                }
            }
        }
        return parameters;
    }
}
