package dev.matchmill.embeddings;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Builds a real ONNX file without any dependency. Field numbers are those of onnx.proto: GraphProto
 * node 1, name 2, initializer 5, input 11, output 12; ModelProto ir_version 1, graph 7, opset 8.
 */
final class OnnxGraph {

    private static final int FLOAT = 1;
    private static final int UINT8 = 2;
    private static final int INT8 = 3;
    private static final int INT32 = 6;
    private static final int INT64 = 7;
    private static final int ATTRIBUTE_INT = 2;
    private static final int EXTERNAL = 1;

    private final Protobuf graph = new Protobuf();

    /** A constant whose values are in the file. */
    OnnxGraph floats(String name, float[] values, long... shape) {
        return tensor(name, FLOAT, shape, littleEndian(values));
    }

    /** A constant whose values are in a file beside it, as in models of more than 2 GB. */
    OnnxGraph external(String name, String file, long length, long... shape) {
        Protobuf tensor = shaped(shape).number(2, FLOAT).text(8, name);
        tensor.message(13, entry("location", file));
        tensor.message(13, entry("offset", "0"));
        tensor.message(13, entry("length", Long.toString(length)));
        graph.message(5, tensor.number(14, EXTERNAL));
        return this;
    }

    OnnxGraph longs(String name, long[] values, long... shape) {
        ByteBuffer raw =
                ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asLongBuffer().put(values);
        return tensor(name, INT64, shape, raw.array());
    }

    /** An input {@code [batch, sequence]} of token numbers. */
    OnnxGraph input(String name) {
        graph.message(11, value(name, INT64, "batch", "sequence"));
        return this;
    }

    /** An output {@code [batch, sequence, dimension]}. */
    OnnxGraph output(String name, int dimension) {
        graph.message(12, value(name, FLOAT, "batch", "sequence", dimension));
        return this;
    }

    /** A constant of signed bytes. */
    OnnxGraph bytes(String name, byte[] values, long... shape) {
        return tensor(name, INT8, shape, values);
    }

    /** An input {@code [rows, columns]} of unsigned bytes. */
    OnnxGraph unsignedInput(String name, int columns) {
        graph.message(11, value(name, UINT8, "rows", columns));
        return this;
    }

    /** An output {@code [rows, columns]} of integers. */
    OnnxGraph integerOutput(String name, int columns) {
        graph.message(12, value(name, INT32, "rows", columns));
        return this;
    }

    OnnxGraph node(String operator, List<String> inputs, String output) {
        graph.message(1, operation(operator, inputs, output));
        return this;
    }

    OnnxGraph node(
            String operator, List<String> inputs, String output, String attribute, long number) {
        Protobuf named =
                new Protobuf().text(1, attribute).number(3, number).number(20, ATTRIBUTE_INT);
        graph.message(1, operation(operator, inputs, output).message(5, named));
        return this;
    }

    byte[] build() {
        graph.text(2, "tiny");
        Protobuf operators = new Protobuf().text(1, "").number(2, 13);
        return new Protobuf().number(1, 8).message(7, graph).message(8, operators).toByteArray();
    }

    static byte[] littleEndian(float[] values) {
        ByteBuffer raw =
                ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        return raw.array();
    }

    private OnnxGraph tensor(String name, int type, long[] shape, byte[] raw) {
        graph.message(5, shaped(shape).number(2, type).text(8, name).bytes(9, raw));
        return this;
    }

    private static Protobuf shaped(long[] shape) {
        Protobuf tensor = new Protobuf();
        for (long size : shape) {
            tensor.number(1, size);
        }
        return tensor;
    }

    private static Protobuf entry(String key, String value) {
        return new Protobuf().text(1, key).text(2, value);
    }

    private static Protobuf operation(String operator, List<String> inputs, String output) {
        Protobuf node = new Protobuf();
        inputs.forEach(input -> node.text(1, input));
        return node.text(2, output).text(3, operator + "_" + output).text(4, operator);
    }

    private static Protobuf value(String name, int type, Object... sizes) {
        Protobuf shape = new Protobuf();
        for (Object size : sizes) {
            Protobuf dimension =
                    size instanceof Integer number
                            ? new Protobuf().number(1, number)
                            : new Protobuf().text(2, size.toString());
            shape.message(1, dimension);
        }
        Protobuf tensor = new Protobuf().number(1, type).message(2, shape);
        return new Protobuf().text(1, name).message(2, new Protobuf().message(1, tensor));
    }
}
