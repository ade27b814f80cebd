package dev.matchmill.readers.sandbox;

import dev.matchmill.readers.parse.DocumentParser;
import dev.matchmill.readers.parse.ParseOutcome;
import dev.matchmill.readers.parse.ParsedDocument;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A child that does what the document's name says. */
final class Misbehaving implements DocumentParser {

    private final DataOutputStream answers;
    private int documents;

    private Misbehaving(DataOutputStream answers) {
        this.answers = answers;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        DataOutputStream out =
                new DataOutputStream(
                        new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
        Lockdown.apply();
        ParserMain.serve(new Misbehaving(out), arguments, out);
    }

    @Override
    @SuppressWarnings({"DeadThread", "InfiniteLoopStatement"})
    public ParseOutcome parse(byte[] content, String fileName) throws InterruptedException {
        documents++;
        switch (fileName) {
            case "hang" -> {
                while (true) {
                    Thread.onSpinWait();
                }
            }
            case "oom" -> {
                List<byte[]> hoard = new ArrayList<>();
                while (hoard.size() < 1_000_000) {
                    hoard.add(new byte[1 << 20]);
                }
            }
            case "wait" -> Thread.currentThread().join();
            case "forge" -> unasked();
            case "flood" -> flood();
            case "drip" -> drip();
            case "fill disk" -> {
                return text(fillDisk());
            }
            case "exit" -> System.exit(0);
            case "halt" -> Runtime.getRuntime().halt(17);
            case "network" -> {
                return text(network());
            }
            case "environment" -> {
                return text(System.getenv().keySet().toString());
            }
            default -> {}
        }
        return text("parsed by " + ProcessHandle.current().pid());
    }

    /** The answer to this document, and one to the next. */
    private void unasked() {
        try {
            Frames.writeOutcome(answers, documents, text("forged"));
            Frames.writeOutcome(answers, documents, text("forged"));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** An answer that announces two gigabytes, and sends until nobody listens. */
    private void flood() {
        try {
            answers.writeInt(documents);
            answers.writeByte(1);
            answers.writeInt(Integer.MAX_VALUE);
            byte[] block = new byte[1 << 16];
            while (documents > 0) {
                answers.write(block);
            }
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** An answer that never ends, byte by byte. */
    private void drip() throws InterruptedException {
        try {
            answers.writeInt(documents);
            answers.writeByte(1);
            answers.writeInt(4_000);
            while (documents > 0) {
                answers.writeByte('x');
                answers.flush();
                TimeUnit.MILLISECONDS.sleep(50);
            }
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static String fillDisk() {
        try (OutputStream file = Files.newOutputStream(Files.createTempFile("spool", ""))) {
            byte[] block = new byte[1 << 20];
            for (int at = 0; at < 1_000; at++) {
                file.write(block);
            }
            return "wrote 1000 MB";
        } catch (IOException refused) {
            return "stopped";
        }
    }

    private static String network() {
        StringBuilder heard = new StringBuilder();
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), 9)) {
            heard.append("socket ").append(socket.getPort());
        } catch (IOException | UnsupportedOperationException refused) {
            heard.append(refused.getMessage());
        }
        try (var stream = java.net.URI.create("http://127.0.0.1:9/").toURL().openStream()) {
            heard.append(" url ").append(stream.available());
        } catch (IOException refused) {
            heard.append(", ").append(refused.getMessage());
        }
        try (SocketChannel channel = SocketChannel.open()) {
            channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), 9));
        } catch (ConnectException reachedTheMachine) {
            heard.append(", channel reached ").append(reachedTheMachine.getMessage());
        } catch (IOException refused) {
            heard.append(", channel refused");
        }
        return heard.toString();
    }

    private static ParsedDocument text(String text) {
        return new ParsedDocument("text/plain", text, 0, false, List.of(), null);
    }

    @Override
    public void close() {}
}
