package dev.matchmill.readers.document;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * One entry of a zip archive as its directory describes it.
 *
 * @param name as text: UTF-8 where it is, else code page 437; separators are '/'
 * @param rawName its bytes in the archive
 * @param packed bytes in the archive
 * @param inflated bytes that it claims to have
 * @param offset of its local header
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record ArchiveEntry(
        String name,
        byte[] rawName,
        int flags,
        int method,
        long crc,
        long packed,
        long inflated,
        long offset,
        int unixMode) {

    static final int STORED = 0;
    static final int DEFLATED = 8;

    private static final int FILE_TYPE = 0170000;
    private static final int REGULAR = 0100000;
    private static final int FOLDER = 0040000;
    private static final Charset DOS = Charset.forName("IBM437");
    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*");

    /** Archives of Windows, old .NET ones too, and of macOS say neither encoding nor separator. */
    static String text(byte[] raw) {
        ByteBuffer bytes = ByteBuffer.wrap(raw);
        try {
            CharBuffer utf8 = StandardCharsets.UTF_8.newDecoder().decode(bytes);
            return utf8.toString().replace('\\', '/');
        } catch (CharacterCodingException older) {
            return new String(raw, DOS).replace('\\', '/');
        }
    }

    boolean isFolder() {
        return name.endsWith("/") || (unixMode & FILE_TYPE) == FOLDER;
    }

    /** A link, a pipe, a device: nothing that can be a document. */
    boolean isSpecial() {
        int type = unixMode & FILE_TYPE;
        return type != 0 && type != REGULAR && type != FOLDER;
    }

    boolean isEncrypted() {
        return (flags & 1) != 0;
    }

    boolean isMaskedDirectory() {
        return (flags & (1 << 13)) != 0;
    }

    /** Whether the name would lead out of a folder into which it were unpacked. */
    boolean leadsOut() {
        return name.startsWith("/")
                || DRIVE.matcher(name).matches()
                || Arrays.asList(name.split("/", -1)).contains("..");
    }

    boolean isIgnored() {
        return Arrays.stream(name.split("/", -1))
                .anyMatch(part -> !part.equals("..") && IgnoredNames.contains(part));
    }
}
