package dev.matchmill.jobs.keys;

import dev.matchmill.migrations.TestDatabase;
import dev.matchmill.migrations.server.DatabaseAddress;
import dev.matchmill.migrations.server.DatabaseSource;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Looks for a text wherever a database may have put it: as it is, in hexadecimal, in Base64. */
public final class LeakSearch {

    private static final String TABLES =
            """
            SELECT c.oid::regclass::text
            FROM pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind = 'r'
              AND n.nspname NOT IN ('pg_catalog', 'information_schema')
            ORDER BY 1
            """;

    private static final String STATEMENTS =
            """
            SELECT query
            FROM pg_stat_statements
            WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
              AND query IS NOT NULL
            """;

    private final TestDatabase database;
    private final Set<String> statements = new HashSet<>();
    private final Optional<Path> serverLog;
    private final long logStart;

    public LeakSearch(TestDatabase database) throws IOException {
        this.database = database;
        Path server =
                Path.of(
                        System.getProperty("java.io.tmpdir"),
                        "matchmill-test-" + System.getProperty("user.name"),
                        "postgres");
        this.serverLog =
                Optional.of(server.resolve("run").resolve("server.log"))
                        .filter(_ -> database.address().source() == DatabaseSource.LOCAL)
                        .filter(Files::isReadable);
        this.logStart = serverLog.isPresent() ? Files.size(serverLog.get()) : 0;
    }

    /** Keeps what the server remembers of statements now: it forgets those that are rare. */
    public void noteStatements() {
        statements.addAll(
                JdbcClient.create(database.dataSource())
                        .sql(STATEMENTS)
                        .query(String.class)
                        .list());
    }

    /** Every place that can be looked at here, with all that stands in it. */
    public Map<String, String> places() throws IOException, InterruptedException {
        Map<String, String> places = new TreeMap<>();
        JdbcClient jdbc = JdbcClient.create(database.dataSource());
        places.put("rows", rows(jdbc));
        places.put(
                "audit",
                String.join(
                        "\n",
                        jdbc.sql("SELECT a::text FROM compliance.audit_log a")
                                .query(String.class)
                                .list()));
        noteStatements();
        places.put("statements", String.join("\n", statements));
        if (serverLog.isPresent()) {
            byte[] log = Files.readAllBytes(serverLog.get());
            int start = log.length < logStart ? 0 : (int) logStart;
            places.put(
                    "server log",
                    new String(log, start, log.length - start, StandardCharsets.UTF_8));
        }
        Optional<Path> program = dumpProgram(jdbc);
        if (program.isPresent()) {
            places.put("dump", dump(program.get()));
        }
        return places;
    }

    /** The places in which a text stands, in whichever form. */
    public static List<String> holding(Map<String, String> places, String text) {
        List<String> forms = forms(text);
        return places.entrySet().stream()
                .filter(place -> forms.stream().anyMatch(place.getValue()::contains))
                .map(Map.Entry::getKey)
                .toList();
    }

    // Base64 depends on the position of the text in what is encoded: the middle of each is looked
    // for.
    private static List<String> forms(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        String hex = HexFormat.of().formatHex(bytes);
        List<String> forms = new ArrayList<>(List.of(text, hex, hex.toUpperCase(Locale.ROOT)));
        for (int shift = 0; shift < 3; shift++) {
            byte[] shifted = new byte[bytes.length + shift];
            System.arraycopy(bytes, 0, shifted, shift, bytes.length);
            String encoded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
            forms.add(encoded.substring(4, encoded.length() - 2));
        }
        return forms;
    }

    /** Every row of every table as text, as COPY would write it. */
    private static String rows(JdbcClient jdbc) {
        StringBuilder all = new StringBuilder();
        for (String table : jdbc.sql(TABLES).query(String.class).list()) {
            jdbc.sql("SELECT t::text FROM " + table + " t")
                    .query(String.class)
                    .list()
                    .forEach(row -> all.append(row).append('\n'));
        }
        return all.toString();
    }

    /** Of the server's own release, where Debian's package puts it, or on the path. */
    private Optional<Path> dumpProgram(JdbcClient jdbc) {
        int major =
                jdbc.sql("SELECT current_setting('server_version_num')::int / 10000")
                        .query(Integer.class)
                        .single();
        return Stream.concat(
                        Stream.of("/usr/lib/postgresql/" + major + "/bin"),
                        Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1)))
                .map(folder -> Path.of(folder, "pg_dump"))
                .filter(Files::isExecutable)
                .filter(program -> isOf(major, program))
                .findFirst();
    }

    private static boolean isOf(int major, Path program) {
        try {
            Process process = new ProcessBuilder(program.toString(), "--version").start();
            String version =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return version.contains(" " + major + ".");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private String dump(Path program) throws IOException, InterruptedException {
        DatabaseAddress address = database.address();
        Path out = Files.createTempFile("matchmill", ".dump");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(
                                    program.toString(),
                                    "--dbname",
                                    address.url().substring("jdbc:".length()),
                                    "--username",
                                    address.username())
                            .redirectErrorStream(true)
                            .redirectOutput(out.toFile());
            builder.environment()
                    .put("PGPASSWORD", Objects.requireNonNullElse(address.password(), ""));
            int code = builder.start().waitFor();
            String text = Files.readString(out);
            if (code != 0) {
                throw new UncheckedIOException(new IOException("pg_dump: " + text));
            }
            return text;
        } finally {
            Files.delete(out);
        }
    }
}
