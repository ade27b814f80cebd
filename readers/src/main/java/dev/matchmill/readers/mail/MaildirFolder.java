package dev.matchmill.readers.mail;

import dev.matchmill.migrations.type.RejectionReason;
import dev.matchmill.readers.document.DocumentReadException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A folder with {@code cur}, {@code new} and {@code tmp}: one message a file. The name up to its
 * flags stays with a message while it is read, answered and moved; {@code tmp} holds what isn't
 * delivered yet. Links, pipes and hidden files are no messages.
 */
record MaildirFolder(Path folder) implements Mailbox {

    private static final List<String> DELIVERED = List.of("new", "cur");

    /** Whether the folder is one. */
    static boolean isMaildir(Path folder) {
        return List.of("cur", "new", "tmp").stream()
                .allMatch(name -> Files.isDirectory(folder.resolve(name)));
    }

    @Override
    public List<Stored> messages() throws IOException {
        Map<String, Stored> byKey = new TreeMap<>();
        for (String name : DELIVERED) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder.resolve(name))) {
                for (Path file : files) {
                    String key = key(file);
                    if (!key.startsWith(".")) {
                        add(byKey, key, file);
                    }
                }
            } catch (java.nio.file.DirectoryIteratorException failed) {
                throw failed.getCause();
            }
        }
        return List.copyOf(byKey.values());
    }

    private static void add(Map<String, Stored> byKey, String key, Path file) throws IOException {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(
                            file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (attributes.isRegularFile()) {
                byKey.put(key, new Stored(key, file, 0, attributes.size()));
            }
        } catch (NoSuchFileException moved) {
            // It gets its flags right now; the next listing has it.
        }
    }

    /** The unique part: what stands before the flags, whose separator differs on Windows. */
    private static String key(Path file) {
        String name = String.valueOf(file.getFileName());
        int flags = name.lastIndexOf("2,");
        boolean flagged = flags > 0 && ":;!".indexOf(name.charAt(flags - 1)) >= 0;
        return flagged ? name.substring(0, flags - 1) : name;
    }

    @Override
    public byte[] read(Stored message) throws IOException {
        try {
            return bytes(message.file(), message.size());
        } catch (NoSuchFileException moved) {
            for (Stored now : messages()) {
                if (now.key().equals(message.key())) {
                    return bytes(now.file(), now.size());
                }
            }
            throw new DocumentReadException(
                    RejectionReason.VANISHED, "no longer in the mailbox", moved);
        }
    }

    private static byte[] bytes(Path file, long size) throws IOException {
        try (InputStream in =
                Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            return in.readNBytes((int) size);
        } catch (NoSuchFileException moved) {
            throw moved;
        } catch (IOException failed) {
            throw new DocumentReadException(
                    RejectionReason.UNREADABLE, "the message can't be read", failed);
        }
    }
}
