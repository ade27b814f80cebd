package dev.matchmill.readers.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.matchmill.readers.document.DocumentRef;
import dev.matchmill.readers.document.SourceException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What no well-behaved server does. */
class BucketFailureTest {

    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource({"500,true,2", "503,true,2", "429,true,2", "403,false,1", "400,false,1"})
    void a_status_says_whether_trying_again_helps(int status, boolean temporary, int requests)
            throws IOException {
        AtomicInteger count = new AtomicInteger();
        HttpServer server = server(status, count);
        try (BucketSource source = source("http://127.0.0.1:" + server.getAddress().getPort())) {
            assertThatThrownBy(source::list)
                    .isInstanceOfSatisfying(
                            SourceException.class,
                            e -> assertThat(e.isTemporary()).isEqualTo(temporary));
            assertThat(count).hasValue(requests);
            assertThatThrownBy(() -> source.read(new DocumentRef("a.pdf", 1), 10))
                    .isInstanceOf(SourceException.class);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void a_store_that_does_not_answer_is_away() throws IOException {
        HttpServer server = server(200, new AtomicInteger());
        int port = server.getAddress().getPort();
        server.stop(0);

        try (BucketSource source = source("http://127.0.0.1:" + port)) {
            assertThatThrownBy(source::list)
                    .isInstanceOfSatisfying(
                            SourceException.class, e -> assertThat(e.isTemporary()).isTrue());
        }
    }

    private static HttpServer server(int status, AtomicInteger count) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    count.incrementAndGet();
                    exchange.sendResponseHeaders(status, -1);
                    exchange.close();
                });
        server.start();
        return server;
    }

    private BucketSource source(String endpoint) throws IOException {
        return new BucketSource(BucketServer.settings(folder, endpoint, "x"), "cvs", "");
    }
}
