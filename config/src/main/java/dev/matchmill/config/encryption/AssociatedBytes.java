package dev.matchmill.config.encryption;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What a value is bound to, as bytes: the version of the stored form, what kind of value it is,
 * then each part as UTF-8 behind its length (4 bytes, big-endian), so that no two lists of parts
 * are the same bytes.
 */
final class AssociatedBytes {

    /** What is bound. */
    enum Kind {
        FIELD(1),
        DATA_KEY(2);

        private final int code;

        Kind(int code) {
            this.code = code;
        }
    }

    private AssociatedBytes() {}

    static byte[] of(Kind kind, String... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(AesGcm.VERSION);
        bytes.write(kind.code);
        for (String part : parts) {
            byte[] text = part.getBytes(StandardCharsets.UTF_8);
            bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(text.length).array());
            bytes.writeBytes(text);
        }
        return bytes.toByteArray();
    }
}
