package dev.matchmill.readers.mail;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One leaf of a message.
 *
 * @param type media type without parameters, lower case
 * @param name file name as the message gives it, null when it gives none
 * @param content decoded from its transfer encoding
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record MailPart(MailHeaders headers, String type, @Nullable String name, byte[] content) {

    static MailPart of(MailHeaders headers, byte[] content) {
        String type = HeaderText.token(headers.first("content-type"));
        String name = headers.parameter("content-disposition", "filename");
        return new MailPart(
                headers,
                type.contains("/") ? type : "text/plain",
                name == null ? headers.parameter("content-type", "name") : name,
                content);
    }

    boolean isInline() {
        return HeaderText.token(headers.first("content-disposition")).equals("inline");
    }

    boolean isAttachment() {
        return name != null
                || HeaderText.token(headers.first("content-disposition")).equals("attachment");
    }

    /** Whether it is what the message says, and nothing that goes with it. */
    boolean isBody() {
        return !isAttachment() && (type.equals("text/plain") || type.equals("text/html"));
    }

    /** Its text, decoded from its character set. */
    String text() {
        String charset = headers.parameter("content-type", "charset");
        return charset == null
                ? HeaderText.of(content)
                : new String(content, HeaderText.charset(charset));
    }

    /** The file name's ending with its dot, lower case; empty without one. */
    String ending() {
        String given = name == null ? "" : name.strip();
        int dot = given.lastIndexOf('.');
        return dot < 0 ? "" : given.substring(dot).toLowerCase(Locale.ROOT);
    }
}
