package dev.matchmill.readers.mail;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The attachments in {@code winmail.dat}, which Outlook makes of a message for other Outlooks
 * (MS-OXTNEF). What is cut off or damaged ends the list; nothing is allocated that isn't there.
 */
final class TnefAttachments {

    private static final int SIGNATURE = 0x223E9F78;
    private static final int NEW_ATTACHMENT = 0x00069002;
    private static final int TITLE = 0x00018010;
    private static final int CONTENT = 0x0006800F;
    private static final int PROPERTIES = 0x00069005;
    private static final int LONG_NAME = 0x3707;
    private static final int STRING8 = 0x001E;
    private static final int UNICODE = 0x001F;
    private static final int BINARY = 0x0102;

    private final List<MailPart> parts = new ArrayList<>();
    private @Nullable String title;
    private @Nullable String longName;
    private byte @Nullable [] content;

    private TnefAttachments() {}

    static List<MailPart> of(byte[] bytes) {
        TnefAttachments attachments = new TnefAttachments();
        attachments.read(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
        return attachments.parts;
    }

    private void read(ByteBuffer in) {
        try {
            if (in.getInt() != SIGNATURE) {
                return;
            }
            in.getShort();
            while (in.remaining() > 9) {
                in.get();
                int attribute = in.getInt();
                int length = in.getInt();
                ByteBuffer value = in.slice(in.position(), length).order(ByteOrder.LITTLE_ENDIAN);
                in.position(in.position() + length + 2);
                take(attribute, value);
            }
        } catch (BufferUnderflowException
                | IndexOutOfBoundsException
                | IllegalArgumentException cut) {
            // What came before counts.
        }
        finish();
    }

    private void take(int attribute, ByteBuffer value) {
        switch (attribute) {
            case NEW_ATTACHMENT -> finish();
            case TITLE -> title = HeaderText.of(bytes(value)).replace("\0", "");
            case CONTENT -> content = bytes(value);
            case PROPERTIES -> {
                try {
                    longName(value);
                } catch (BufferUnderflowException | IllegalArgumentException odd) {
                    // The short name does.
                }
            }
            default -> {
                // Of the message, not of an attachment.
            }
        }
    }

    /** Only what leads to the name is understood: fixed and variable values without names. */
    private void longName(ByteBuffer in) {
        int count = in.getInt();
        for (int at = 0; at < count; at++) {
            int type = Short.toUnsignedInt(in.getShort());
            int id = Short.toUnsignedInt(in.getShort());
            if (id >= 0x8000) {
                return;
            }
            switch (type) {
                case 0x0002, 0x0003, 0x0004, 0x000A, 0x000B -> in.getInt();
                case 0x0005, 0x0006, 0x0007, 0x0014, 0x0040 -> in.getLong();
                case 0x0048 -> in.position(in.position() + 16);
                case STRING8, UNICODE, BINARY, 0x000D -> {
                    int values = in.getInt();
                    for (int value = 0; value < values; value++) {
                        int length = in.getInt();
                        byte[] text = bytes(in.slice(in.position(), length));
                        in.position(Math.min(in.limit(), in.position() + (length + 3) / 4 * 4));
                        if (id == LONG_NAME && type != BINARY) {
                            longName =
                                    (type == UNICODE
                                                    ? new String(text, StandardCharsets.UTF_16LE)
                                                    : HeaderText.of(text))
                                            .replace("\0", "");
                        }
                    }
                }
                default -> {
                    return;
                }
            }
        }
    }

    private void finish() {
        byte[] found = content;
        if (found != null) {
            MailHeaders headers = new MailHeaders();
            headers.add("content-type", "application/octet-stream");
            parts.add(
                    new MailPart(
                            headers,
                            "application/octet-stream",
                            longName == null ? title : longName,
                            found));
        }
        title = null;
        longName = null;
        content = null;
    }

    private static byte[] bytes(ByteBuffer value) {
        byte[] bytes = new byte[value.remaining()];
        value.duplicate().get(bytes);
        return bytes;
    }
}
