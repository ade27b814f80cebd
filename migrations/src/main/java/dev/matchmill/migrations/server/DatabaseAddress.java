package dev.matchmill.migrations.server;

import dev.matchmill.migrations.PreconditionException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Where a database is and who connects to it. The URL has the form {@code jdbc:postgresql://…} and
 * holds neither user name nor password; without a password the driver looks into {@code .pgpass}.
 */
public record DatabaseAddress(
        String url, String username, @Nullable String password, DatabaseSource source) {

    private static final String JDBC = "jdbc:postgresql:";

    /**
     * Reads an address as an operator writes it: {@code jdbc:postgresql://host:port/database?…} or
     * {@code postgresql://user:password@host:port/database?…}. A user name and password given
     * beside the URL win over those in it.
     *
     * @throws PreconditionException if the text is no such URL; the message does not repeat it,
     *     since it may hold a password
     */
    public static DatabaseAddress parse(
            String text, @Nullable String username, @Nullable String password) {
        String rest = text.strip();
        if (rest.startsWith(JDBC)) {
            rest = rest.substring(JDBC.length());
        } else if (rest.startsWith("postgresql:") || rest.startsWith("postgres:")) {
            rest = rest.substring(rest.indexOf(':') + 1);
        } else {
            throw new PreconditionException(
                    "The database URL must start with jdbc:postgresql:// or postgresql://.");
        }
        if (!rest.startsWith("//")) {
            throw new PreconditionException(
                    "The database URL must name a host: jdbc:postgresql://host:5432/database.");
        }
        return parseParts(rest.substring(2), username, password);
    }

    private static DatabaseAddress parseParts(
            String rest, @Nullable String username, @Nullable String password) {
        int question = rest.indexOf('?');
        String path = question < 0 ? rest : rest.substring(0, question);
        int slash = path.lastIndexOf('/');
        if (slash < 0 || slash == path.length() - 1) {
            throw new PreconditionException(
                    "The database URL names no database: jdbc:postgresql://host:5432/database.");
        }
        String authority = path.substring(0, slash);
        int at = authority.lastIndexOf('@');
        @Nullable String user = username;
        @Nullable String secret = password;
        if (at >= 0) {
            String login = authority.substring(0, at);
            int colon = login.indexOf(':');
            user = user != null ? user : decode(colon < 0 ? login : login.substring(0, colon));
            if (secret == null && colon >= 0) {
                secret = decode(login.substring(colon + 1));
            }
        }
        List<String> parameters = new ArrayList<>();
        for (String parameter : question < 0 ? List.<String>of() : split(rest, question)) {
            String value = decode(parameter.substring(parameter.indexOf('=') + 1));
            switch (parameter.substring(0, Math.max(0, parameter.indexOf('=')))) {
                case "user" -> user = user != null ? user : value;
                case "password" -> secret = secret != null ? secret : value;
                case "application_name" -> parameters.add("ApplicationName=" + encode(value));
                case "connect_timeout" -> parameters.add("connectTimeout=" + encode(value));
                default -> parameters.add(parameter);
            }
        }
        String host = authority.substring(at + 1);
        String query = parameters.isEmpty() ? "" : "?" + String.join("&", parameters);
        return new DatabaseAddress(
                JDBC + "//" + (host.isEmpty() ? "localhost" : host) + path.substring(slash) + query,
                user != null ? user : System.getProperty("user.name"),
                secret,
                DatabaseSource.GIVEN);
    }

    /** The same server and user, another database. */
    public DatabaseAddress withDatabase(String database) {
        int question = url.indexOf('?');
        String path = question < 0 ? url : url.substring(0, question);
        String query = question < 0 ? "" : url.substring(question);
        return new DatabaseAddress(
                path.substring(0, path.lastIndexOf('/') + 1) + encode(database) + query,
                username,
                password,
                source);
    }

    /** The name of the database. */
    public String database() {
        int question = url.indexOf('?');
        String path = question < 0 ? url : url.substring(0, question);
        return decode(path.substring(path.lastIndexOf('/') + 1));
    }

    /**
     * Opens one new connection a call, without a pool and without a limit on how long a statement
     * takes: for migrations and for session locks. Values of rows stay out of error messages.
     */
    public DataSource unpooled() {
        return plain();
    }

    /**
     * As {@link #unpooled}, for questions that are answered at once: a connection on which the
     * server is silent for longer counts as dead. A limit in the URL stays.
     */
    public DataSource asking(Duration silence) {
        PGSimpleDataSource plain = plain();
        if (plain.getSocketTimeout() == 0) {
            // In seconds; zero would be no limit.
            plain.setSocketTimeout(Math.max(1, (int) silence.toSeconds()));
        }
        return plain;
    }

    private PGSimpleDataSource plain() {
        PGSimpleDataSource plain = new PGSimpleDataSource();
        plain.setUrl(url);
        plain.setUser(username);
        if (password != null) {
            plain.setPassword(password);
        }
        plain.setTcpKeepAlive(true);
        plain.setLogServerErrorDetail(false);
        plain.setApplicationName("matchmill");
        return plain;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return url + " as " + username + " (" + source + ")";
    }

    private static List<String> split(String rest, int question) {
        return List.of(rest.substring(question + 1).split("&", 0));
    }

    private static String decode(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static String encode(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
