package dev.matchmill.jobs.killloop;

import dev.matchmill.embeddings.TinyModelFolder;
import dev.matchmill.jobs.killloop.Crowd.Item;
import dev.matchmill.jobs.launch.ProgramProcess.Setup;
import dev.matchmill.jobs.launch.SampleFiles;
import dev.matchmill.migrations.SqlSection;
import dev.matchmill.migrations.server.DatabaseAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Where the loop happens: a server, a proxy before it, a home, a folder of resumes that grows, and
 * in the database, in a schema of its own, what must come out in the end.
 */
final class World implements AutoCloseable {

    /** The model that is built beside the active one, named after its folder. */
    static final String SECOND = "second";

    private static final int POSTINGS = 25;

    private static final Map<String, String> SQL = SqlSection.byTitle(World.class, "world.sql");

    private final Path folder;
    private final Server server;
    private final CuttingProxy proxy;
    private final Crowd crowd;
    private final String masterKey;
    private int items;

    World(Path folder) throws IOException {
        this.folder = folder;
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        masterKey = Base64.getEncoder().encodeToString(key);
        Files.createDirectories(temporary());
        Files.createDirectories(source());
        server = Server.in(folder.resolve("server"));
        proxy = new CuttingProxy(port(server.address().url()));
        crowd = new Crowd(new SampleFiles(source()), POSTINGS);
        new TinyModelFolder(folder.resolve("model")).write();
        new TinyModelFolder(secondModel()).pooling("pooling_mode_mean_tokens").write();
        new SampleFiles(folder)
                .write(
                        "small.yaml",
                        """
                        matchmill:
                          embeddings.model.path: %s
                          readers.sandbox.children: 1
                          jobs:
                            ingest.batch-size: 8
                            embed.batch-size: 8
                            rejections.percent: 100
                            retain.piece-rows: 100
                            match-share.block: 4
                        """
                                .formatted(folder.resolve("model")));
        SQL.entrySet().stream()
                .filter(each -> each.getKey().startsWith("begin"))
                .forEach(each -> server.execute(each.getValue()));
        importPostings();
    }

    Server server() {
        return server;
    }

    CuttingProxy proxy() {
        return proxy;
    }

    /** Where resumes lie. */
    Path source() {
        return folder.resolve("in");
    }

    /** Where the program may put what it needs for a moment. */
    Path temporary() {
        return folder.resolve("tmp");
    }

    Path home() {
        return folder.resolve("work/home");
    }

    /** Where the files of a second model lie. */
    Path secondModel() {
        return folder.resolve(SECOND);
    }

    int items() {
        return items;
    }

    /** How a worker is started that shares: what others lost, it takes over soon. */
    Setup sharing() {
        return setup().with("MATCHMILL_JOBS_INGEST_LEASE", "5s")
                .with("MATCHMILL_JOBS_EMBED_LEASE", "5s")
                .with("MATCHMILL_JOBS_MATCHSHARE_LEASE", "5s");
    }

    /** How the program is started, over the proxy. */
    Setup setup() {
        DatabaseAddress direct = server.address();
        int port = port(direct.url());
        DatabaseAddress over =
                new DatabaseAddress(
                        direct.url().replace(":" + port + "/", ":" + proxy.port() + "/"),
                        direct.username(),
                        direct.password(),
                        direct.source());
        Path classes = folder.resolve("classes.jsa");
        return Setup.on(over, folder.resolve("work"))
                .with("MATCHMILL_CONFIG", folder.resolve("small.yaml").toString())
                .with("MATCHMILL_ENCRYPTION_MASTER_KEY", masterKey)
                .option("-XX:+UseSerialGC")
                .option("-XX:-UsePerfData")
                // Made by the first start: the others find the program's classes parsed.
                .option(
                        (Files.exists(classes)
                                        ? "-XX:SharedArchiveFile="
                                        : "-XX:ArchiveClassesAtExit=")
                                + classes)
                .option("-Xlog:disable")
                .option("-Djava.io.tmpdir=" + temporary());
    }

    /** Puts further items into the folder. */
    void grow(int by) {
        List<Item> added = IntStream.range(items, items + by).mapToObj(crowd::add).toList();
        items += by;
        for (Item item : added) {
            server.ask(jdbc ->
                    jdbc.sql(section("expect"))
                            .param("file", item.file())
                            .param("posting", item.posting())
                            .param("email", item.email().orElse(null))
                            .update());
        }
    }

    /** Runs a statement of {@code world.sql}. */
    void execute(String title) {
        server.execute(section(title));
    }

    long number(String title) {
        return server.number(section(title));
    }

    static String section(String title) {
        return Objects.requireNonNull(SQL.get(title), title);
    }

    private void importPostings() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < POSTINGS; i++) {
            lines.add("KL-%d|%s|%s".formatted(i, i % 2 == 0 ? "Engineer" : "Welder", "Java;Excel"));
        }
        Path feed = new SampleFiles(folder).postings("postings.csv", lines.toArray(String[]::new));
        var ended = setup().run("import", "postings", feed.toString());
        if (ended.code() != 0) {
            throw new AssertionError(ended.err());
        }
    }

    private static int port(String url) {
        return Integer.parseInt(url.replaceAll("^.*:(\\d+)/.*$", "$1"));
    }

    /** Every file below a folder, relative to it. */
    static List<String> filesIn(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public void close() throws IOException {
        proxy.close();
        server.close();
    }
}
