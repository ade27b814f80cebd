package dev.matchmill.readers.sandbox;

import java.io.IOException;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URL;
import java.net.URLStreamHandler;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes the network away from the classes that document libraries use: sockets of {@code java.net}
 * and every URL scheme but the ones that read the class path. Channels of {@code java.nio} can't be
 * taken away within a JVM; no parser on the allow-list opens one. Where that isn't enough, run the
 * whole program in a container without a network.
 */
final class Lockdown {

    private static final Set<String> LOCAL = Set.of("jar", "jrt");

    private Lockdown() {}

    static void apply() throws IOException {
        URL.setURLStreamHandlerFactory(Lockdown::handler);
        setSocketFactories();
        ProxySelector.setDefault(new NoProxy());
    }

    @SuppressWarnings("deprecation") // the only hook there is, and it works
    private static void setSocketFactories() throws IOException {
        Socket.setSocketImplFactory(() -> {
            throw new UnsupportedOperationException("no network here");
        });
        ServerSocket.setSocketFactory(() -> {
            throw new UnsupportedOperationException("no network here");
        });
    }

    private static @Nullable URLStreamHandler handler(String scheme) {
        // The class path itself needs these; null means the platform's own handler.
        return LOCAL.contains(scheme) || scheme.equals("file") ? null : new Refusing();
    }

    private static final class Refusing extends URLStreamHandler {
        @Override
        protected java.net.URLConnection openConnection(URL url) throws IOException {
            throw new IOException("no network here");
        }
    }

    private static final class NoProxy extends ProxySelector {
        @Override
        public List<java.net.Proxy> select(URI uri) {
            throw new UnsupportedOperationException("no network here");
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
    }
}
