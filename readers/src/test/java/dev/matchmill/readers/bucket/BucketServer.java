package dev.matchmill.readers.bucket;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * An S3 server of its own (S3Proxy, kept in memory) as a child process: it checks signatures and
 * answers as stores do.
 */
public final class BucketServer implements AutoCloseable {

    private static final Path PROGRAM = Path.of("target", "bucket-server", "s3proxy.jar");

    private final Process process;
    private final BucketSettings settings;
    private final S3Client client;

    private BucketServer(Process process, BucketSettings settings) {
        this.process = process;
        this.settings = settings;
        this.client = BucketClient.open(settings);
    }

    /**
     * Starts a server with a bucket store of its own.
     *
     * @param folder for its settings and its log
     */
    public static BucketServer start(Path folder) throws IOException, InterruptedException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        String endpoint = "http://127.0.0.1:" + port;
        Path properties =
                Files.write(
                        folder.resolve("server.properties"),
                        List.of(
                                "s3proxy.endpoint=" + endpoint,
                                "s3proxy.authorization=aws-v2-or-v4",
                                "s3proxy.identity=reader",
                                "s3proxy.credential=open-sesame",
                                "jclouds.provider=transient-nio2",
                                "jclouds.identity=x",
                                "jclouds.credential=x"));
        File java = new File(System.getProperty("java.home"), "bin/java");
        Process process =
                new ProcessBuilder(
                                java.getPath(),
                                "-Xmx128m",
                                "-jar",
                                PROGRAM.toAbsolutePath().toString(),
                                "--properties",
                                properties.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("server.log").toFile())
                        .start();
        awaitAnswer(process, endpoint);
        return new BucketServer(process, settings(folder, endpoint, "open-sesame"));
    }

    static BucketSettings settings(Path folder, String endpoint, String secret) throws IOException {
        Path access = Files.writeString(folder.resolve("access"), "reader\n");
        Path key = Files.writeString(folder.resolve("secret-" + secret.hashCode()), secret + "\n");
        return new BucketSettings(
                endpoint,
                "us-east-1",
                true,
                access.toString(),
                key.toString(),
                Duration.ofSeconds(10),
                2);
    }

    // A condition that is asked for again: the server has no other way to say that it is there.
    private static void awaitAnswer(Process process, String endpoint)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(endpoint)).build();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        try (HttpClient http = HttpClient.newHttpClient()) {
            while (true) {
                try {
                    http.send(request, HttpResponse.BodyHandlers.discarding());
                    return;
                } catch (IOException notYet) {
                    if (process.waitFor(100, TimeUnit.MILLISECONDS)
                            || System.nanoTime() > deadline) {
                        throw new IOException("the S3 server does not start", notYet);
                    }
                }
            }
        }
    }

    public BucketSettings settings() {
        return settings;
    }

    public void make(String bucket) {
        client.createBucket(request -> request.bucket(bucket));
    }

    public void put(String bucket, String key, String content) {
        client.putObject(
                request -> request.bucket(bucket).key(key), RequestBody.fromString(content));
    }

    public void delete(String bucket, String key) {
        client.deleteObject(request -> request.bucket(bucket).key(key));
    }

    @Override
    public void close() {
        client.close();
        process.destroyForcibly();
    }
}
