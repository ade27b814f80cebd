package dev.matchmill.embeddings.search;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * An ONNX graph of one node, {@code PRODUCT = LEFT · RIGHTᵀ}, in protobuf's wire format. Field
 * numbers are those of onnx.proto.
 */
final class ProductGraph {

    static final String LEFT = "left";
    static final String RIGHT = "right";
    static final String PRODUCT = "product";

    private static final int FLOAT = 1;
    private static final int ATTRIBUTE_INT = 2;
    private static final int IR_VERSION = 8;
    private static final int OPERATORS = 13;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private ProductGraph() {}

    static byte[] bytes() {
        ProductGraph transposed =
                message().text(1, "transB").number(3, 1).number(20, ATTRIBUTE_INT);
        ProductGraph node = message().text(1, LEFT).text(1, RIGHT).text(2, PRODUCT).text(4, "Gemm");
        ProductGraph graph =
                message()
                        .add(1, node.add(5, transposed))
                        .text(2, "product")
                        .add(11, matrix(LEFT, "rows", "dimension"))
                        .add(11, matrix(RIGHT, "columns", "dimension"))
                        .add(12, matrix(PRODUCT, "rows", "columns"));
        return message()
                .number(1, IR_VERSION)
                .add(7, graph)
                .add(8, message().text(1, "").number(2, OPERATORS))
                .out
                .toByteArray();
    }

    private static ProductGraph matrix(String name, String rows, String columns) {
        ProductGraph shape =
                message().add(1, message().text(2, rows)).add(1, message().text(2, columns));
        ProductGraph tensor = message().number(1, FLOAT).add(2, shape);
        return message().text(1, name).add(2, message().add(1, tensor));
    }

    private static ProductGraph message() {
        return new ProductGraph();
    }

    private ProductGraph number(int field, int value) {
        varint(field << 3);
        varint(value);
        return this;
    }

    private ProductGraph text(int field, String value) {
        return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    private ProductGraph add(int field, ProductGraph value) {
        return bytes(field, value.out.toByteArray());
    }

    private ProductGraph bytes(int field, byte[] value) {
        varint((field << 3) | 2);
        varint(value.length);
        out.writeBytes(value);
        return this;
    }

    private void varint(int value) {
        int rest = value;
        while (rest > 0x7f) {
            out.write((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
    }
}
