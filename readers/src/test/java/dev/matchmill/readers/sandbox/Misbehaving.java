package dev.matchmill.readers.sandbox;

import dev.matchmill.readers.parse.DocumentParser;
import dev.matchmill.readers.parse.ParseOutcome;
import dev.matchmill.readers.parse.ParsedDocument;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** A child that does what the document's name says. */
final class Misbehaving implements DocumentParser {

    private Misbehaving() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        DataOutputStream out =
                new DataOutputStream(
                        new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
        Lockdown.apply();
        ParserMain.serve(new Misbehaving(), ChildCommand.limits(arguments), 1 << 20, out);
    }

    @Override
    @SuppressWarnings({"DeadThread", "InfiniteLoopStatement"})
    public ParseOutcome parse(byte[] content, String fileName) {
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
        return heard.toString();
    }

    private static ParsedDocument text(String text) {
        return new ParsedDocument("text/plain", text, 0, false, List.of(), null);
    }

    @Override
    public void close() {}
}
