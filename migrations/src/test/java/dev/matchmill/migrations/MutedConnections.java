package dev.matchmill.migrations;

import dev.matchmill.migrations.server.DatabaseAddress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands before a server and passes so many bytes of its answers on; from then on nothing comes any
 * more, and no connection ends: as when a machine loses its power or a firewall its memory.
 */
final class MutedConnections implements AutoCloseable {

    private final ServerSocket listener;
    private final DatabaseAddress server;
    private final long most;
    private final AtomicLong passed = new AtomicLong();
    private final CountDownLatch closed = new CountDownLatch(1);

    MutedConnections(DatabaseAddress server, long most) throws IOException {
        this.server = server;
        this.most = most;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().start(this::accept);
    }

    DatabaseAddress address() {
        return new DatabaseAddress(
                server.url()
                        .replaceFirst("//[^/]+/", "//127.0.0.1:" + listener.getLocalPort() + "/"),
                server.username(),
                server.password(),
                server.source());
    }

    /** How many bytes of answers were passed on. */
    long passed() {
        return passed.get();
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        listener.close();
    }

    private void accept() {
        int port = Integer.parseInt(server.url().replaceAll("^.*:(\\d+)/.*$", "$1"));
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Socket upstream = new Socket();
                upstream.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                Thread.ofPlatform().daemon().start(() -> pass(client, upstream, Long.MAX_VALUE));
                Thread.ofPlatform().daemon().start(() -> pass(upstream, client, most));
            } catch (IOException ended) {
                return;
            }
        }
    }

    private void pass(Socket from, Socket to, long limit) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] some = new byte[512];
            for (int read = in.read(some); read >= 0; read = in.read(some)) {
                if (limit != Long.MAX_VALUE && passed.addAndGet(read) > limit) {
                    closed.await();
                }
                out.write(some, 0, read);
            }
        } catch (IOException ended) {
            // One side has gone, and the other one goes with it.
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
