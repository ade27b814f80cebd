package dev.matchmill.jobs.killloop;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the program and its server and passes everything on, until it is told to cut the
 * connection over which the next COMMIT goes: before the server has seen it, or after the server
 * has done it and before the program hears of that. Knows of PostgreSQL's protocol (version 3) what
 * is needed to see a COMMIT. Thread-safe.
 */
final class CuttingProxy implements AutoCloseable {

    /** Codes in place of a protocol version that ask for encryption. */
    private static final Set<Integer> ENCRYPTION = Set.of(80_877_103, 80_877_104);

    private static final String DONE = "COMMIT\0";

    /** Where a connection is cut. */
    enum Cut {
        BEFORE_COMMIT,
        AFTER_COMMIT
    }

    private final ServerSocket listener;
    private final InetSocketAddress server;
    private final AtomicReference<@Nullable Cut> wanted = new AtomicReference<>();
    private final AtomicInteger passing = new AtomicInteger();
    private final AtomicInteger cuts = new AtomicInteger();

    CuttingProxy(int port) throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Cuts once, after as many further COMMITs. */
    void cut(Cut where, int passed) {
        passing.set(passed);
        wanted.set(where);
    }

    /** Cuts no more. */
    void pass() {
        wanted.set(null);
    }

    /** How often it has cut. */
    int cuts() {
        return cuts.get();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Thread.ofVirtual().start(() -> new Link(client).run());
            } catch (IOException gone) {
                // Closed; or who came has left again, and the next one is waited for.
            }
        }
    }

    private boolean isCut(Cut here) {
        if (wanted.get() == here
                && passing.getAndDecrement() <= 0
                && wanted.compareAndSet(here, null)) {
            cuts.incrementAndGet();
            return true;
        }
        return false;
    }

    /** One connection of the program, and ours to the server. */
    private final class Link {

        private final Socket client;
        private final Socket upstream = new Socket();
        private final Set<String> commits = new HashSet<>();

        Link(Socket client) {
            this.client = client;
        }

        void run() {
            try (client;
                    upstream) {
                upstream.connect(server);
                client.setTcpNoDelay(true);
                upstream.setTcpNoDelay(true);
                DataInputStream in = in(client);
                DataOutputStream out = out(upstream);
                greet(in, out);
                Thread back = Thread.ofVirtual().start(this::back);
                while (forward(in, out)) {
                    flush(in, out);
                }
                back.interrupt();
            } catch (IOException ended) {
                // One side has gone, and the other one goes with it.
            }
        }

        private void greet(DataInputStream in, DataOutputStream out) throws IOException {
            while (true) {
                int length = in.readInt();
                byte[] rest = in.readNBytes(length - 4);
                int code = new DataInputStream(new java.io.ByteArrayInputStream(rest)).readInt();
                out.writeInt(length);
                out.write(rest);
                out.flush();
                if (!ENCRYPTION.contains(code)) {
                    return;
                }
                client.getOutputStream().write(upstream.getInputStream().read());
            }
        }

        private boolean forward(DataInputStream in, DataOutputStream out) throws IOException {
            int type = in.read();
            if (type < 0) {
                return false;
            }
            int length = in.readInt();
            byte[] body = in.readNBytes(length - 4);
            if (isCommit(type, body) && isCut(Cut.BEFORE_COMMIT)) {
                return false;
            }
            out.write(type);
            out.writeInt(length);
            out.write(body);
            return true;
        }

        // Parsed once by name, then bound by it; or sent as text.
        private boolean isCommit(int type, byte[] body) {
            return switch (type) {
                case 'P' -> {
                    String[] texts = texts(body);
                    // A name may be given anew, the empty one is all the time.
                    if (texts.length > 1 && texts[1].equalsIgnoreCase("commit")) {
                        commits.add(texts[0]);
                    } else {
                        commits.remove(texts[0]);
                    }
                    yield false;
                }
                case 'B' -> {
                    String[] texts = texts(body);
                    yield texts.length > 1 && commits.contains(texts[1]);
                }
                case 'Q' -> texts(body)[0].equalsIgnoreCase("commit");
                default -> false;
            };
        }

        private void back() {
            try (client;
                    upstream) {
                DataInputStream in = in(upstream);
                DataOutputStream out = out(client);
                for (int type = in.read(); type >= 0; type = in.read()) {
                    int length = in.readInt();
                    byte[] body = in.readNBytes(length - 4);
                    boolean done =
                            type == 'C'
                                    && new String(body, StandardCharsets.ISO_8859_1).equals(DONE);
                    if (done && isCut(Cut.AFTER_COMMIT)) {
                        return;
                    }
                    out.write(type);
                    out.writeInt(length);
                    out.write(body);
                    flush(in, out);
                }
            } catch (IOException ended) {
                // As above.
            }
        }

        private static String[] texts(byte[] body) {
            return new String(body, StandardCharsets.ISO_8859_1).split("\0", 3);
        }

        private static void flush(DataInputStream in, DataOutputStream out) throws IOException {
            if (in.available() == 0) {
                out.flush();
            }
        }

        private static DataInputStream in(Socket socket) throws IOException {
            return new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        }

        private static DataOutputStream out(Socket socket) throws IOException {
            return new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
        }
    }
}
