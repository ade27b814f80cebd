package dev.matchmill.readers.mail;

import dev.matchmill.migrations.type.RejectionReason;
import dev.matchmill.readers.document.DocumentReadException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.util.ByteSequence;

/**
 * Takes a message apart, forgiving what mailers do wrong: a missing boundary at the end, broken
 * Base64, headers without a blank line behind. Bounded in depth and in parts. Confined to one
 * message.
 */
final class MessageReader {

    private static final int MAX_DEPTH = 20;
    private static final int MAX_PARTS = 500;
    private static final MimeConfig CONFIG =
            MimeConfig.custom()
                    .setMaxLineLen(-1)
                    .setMaxHeaderLen(200_000)
                    .setMaxHeaderCount(5_000)
                    .build();

    private final Deque<MailMessage> open = new ArrayDeque<>();
    private MailHeaders headers = new MailHeaders();
    private int depth;
    private int parts;

    private MessageReader() {}

    /**
     * The message of these bytes.
     *
     * @throws DocumentReadException {@code CORRUPT}, {@code TOO_DEEP} or {@code TOO_MANY_ENTRIES}
     */
    static MailMessage read(byte[] bytes) throws DocumentReadException {
        try {
            return new MessageReader().message(bytes);
        } catch (DocumentReadException refused) {
            throw refused;
        } catch (MimeException | IOException | RuntimeException broken) {
            throw refused(RejectionReason.CORRUPT, "the message can't be taken apart");
        }
    }

    private MailMessage message(byte[] bytes) throws MimeException, IOException {
        MimeTokenStream stream = new MimeTokenStream(CONFIG, DecodeMonitor.SILENT, null);
        stream.parse(new ByteArrayInputStream(bytes));
        MailMessage root = new MailMessage(new MailHeaders(), new ArrayList<>(), new ArrayList<>());
        open.push(root);
        for (EntityState state = stream.getState();
                state != EntityState.T_END_OF_STREAM;
                state = stream.next()) {
            take(state, stream);
        }
        return root.nested().isEmpty() ? root : root.nested().getFirst();
    }

    private void take(EntityState state, MimeTokenStream stream) throws IOException {
        switch (state) {
            case T_START_MESSAGE -> {
                deeper();
                MailMessage message =
                        new MailMessage(new MailHeaders(), new ArrayList<>(), new ArrayList<>());
                open.element().nested().add(message);
                open.push(message);
            }
            case T_START_MULTIPART -> deeper();
            case T_END_MULTIPART -> depth--;
            case T_END_MESSAGE -> {
                depth--;
                if (open.size() > 1) {
                    open.pop();
                }
            }
            case T_START_HEADER -> headers = new MailHeaders();
            case T_FIELD -> field(stream.getField());
            case T_END_HEADER -> {
                MailMessage message = open.element();
                // The first header of a message is its own; those of parts follow.
                if (open.size() > 1 && message.parts().isEmpty() && message.headers().isEmpty()) {
                    message.headers().addAll(headers);
                }
            }
            case T_BODY -> body(stream);
            case T_START_BODYPART,
                    T_END_BODYPART,
                    T_PREAMBLE,
                    T_EPILOGUE,
                    T_RAW_ENTITY,
                    T_END_OF_STREAM -> {
                // Nothing to keep.
            }
        }
    }

    private void body(MimeTokenStream stream) throws IOException {
        if (++parts > MAX_PARTS) {
            throw refused(RejectionReason.TOO_MANY_ENTRIES, "more than " + MAX_PARTS + " parts");
        }
        byte[] content = stream.getDecodedInputStream().readAllBytes();
        open.element().parts().add(MailPart.of(headers, content));
    }

    private void field(Field field) {
        ByteSequence raw = field.getRaw();
        if (raw == null) {
            headers.add(field.getName(), field.getBody() == null ? "" : field.getBody());
            return;
        }
        String text = HeaderText.of(raw.toByteArray());
        int colon = text.indexOf(':');
        headers.add(field.getName(), colon < 0 ? "" : text.substring(colon + 1).strip());
    }

    private void deeper() throws DocumentReadException {
        if (++depth > MAX_DEPTH) {
            throw refused(RejectionReason.TOO_DEEP, "more than " + MAX_DEPTH + " levels of parts");
        }
    }

    private static DocumentReadException refused(RejectionReason reason, String message) {
        return new DocumentReadException(reason, message, null);
    }
}
