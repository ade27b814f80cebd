package dev.matchmill.embeddings.model;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Reads out of an ONNX file which other files hold weights of its graph. Skips the weights that it
 * holds itself, so its size doesn't matter. Field numbers are those of onnx.proto. Confined to one
 * thread.
 */
final class ExternalWeights {

    private final InputStream in;
    private final SortedSet<String> locations = new TreeSet<>();
    private long at;

    private ExternalWeights(InputStream in) {
        this.in = in;
    }

    /**
     * The files, as the graph names them: relative to its folder, in alphabetical order.
     *
     * @throws IOException if the file is no ONNX graph, or can't be read
     */
    static SortedSet<String> of(Path graph) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(graph))) {
            ExternalWeights weights = new ExternalWeights(in);
            weights.read(Message.MODEL, Files.size(graph));
            return weights.locations;
        }
    }

    private void read(Message message, long size) throws IOException {
        long end = at + size;
        String key = "";
        while (at < end) {
            long tag = varint();
            long field = tag >>> 3;
            switch ((int) tag & 7) {
                case 0 -> varint();
                case 1 -> skip(Long.BYTES);
                case 2 -> {
                    long length = length(end);
                    if (message == Message.ENTRY) {
                        String text = text(length);
                        key = field == 1 ? text : key;
                        if (field == 2 && key.equals("location")) {
                            locations.add(text);
                        }
                    } else if (message.below(field) == Message.OTHER) {
                        skip(length);
                    } else {
                        read(message.below(field), length);
                    }
                }
                case 5 -> skip(Integer.BYTES);
                default -> throw new IOException("the file is no ONNX graph");
            }
        }
    }

    private long varint() throws IOException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the ONNX graph ends in the middle");
            }
            at++;
            value |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new IOException("the file is no ONNX graph");
    }

    private long length(long end) throws IOException {
        long length = varint();
        if (length < 0 || length > end - at) {
            throw new IOException("the file is no ONNX graph");
        }
        return length;
    }

    private void skip(long length) throws IOException {
        in.skipNBytes(length);
        at += length;
    }

    private String text(long length) throws IOException {
        byte[] bytes = in.readNBytes(Math.toIntExact(length));
        at += bytes.length;
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Messages on the way to a tensor and to where its values lie. */
    private enum Message {
        MODEL,
        GRAPH,
        FUNCTION,
        NODE,
        ATTRIBUTE,
        SPARSE_TENSOR,
        TENSOR,
        ENTRY,
        OTHER;

        /** What a field of this message holds. */
        Message below(long field) {
            return switch (this) {
                case MODEL -> field == 7 ? GRAPH : field == 25 ? FUNCTION : OTHER;
                case GRAPH ->
                        field == 1
                                ? NODE
                                : field == 5 ? TENSOR : field == 15 ? SPARSE_TENSOR : OTHER;
                case FUNCTION -> field == 7 ? NODE : OTHER;
                case NODE -> field == 5 ? ATTRIBUTE : OTHER;
                case ATTRIBUTE -> ofAttribute(field);
                case SPARSE_TENSOR -> field == 1 || field == 2 ? TENSOR : OTHER;
                case TENSOR -> field == 13 ? ENTRY : OTHER;
                case ENTRY, OTHER -> OTHER;
            };
        }

        private static Message ofAttribute(long field) {
            return switch ((int) field) {
                case 5, 10 -> TENSOR;
                case 6, 11 -> GRAPH;
                case 22, 23 -> SPARSE_TENSOR;
                default -> OTHER;
            };
        }
    }
}
