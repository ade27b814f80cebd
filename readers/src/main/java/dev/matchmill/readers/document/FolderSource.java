package dev.matchmill.readers.document;

import dev.matchmill.migrations.type.RejectionReason;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * All files of a folder and its subfolders, whatever they are, so that each can end in a state with
 * a reason. Not listed: what {@link IgnoredNames} names, and what is no file (pipes, devices,
 * sockets are never opened). Links to folders are not followed. A link to a file is read when the
 * file lies in the folder; one that leads out of it, or nowhere, is listed and refused {@code
 * UNREADABLE}, as is a subfolder that can't be opened. Thread-safe.
 */
public final class FolderSource implements DocumentSource {

    private final Path root;

    /**
     * @throws IllegalArgumentException when there is no such folder
     */
    public FolderSource(Path folder) {
        try {
            this.root = folder.toRealPath();
        } catch (IOException missing) {
            throw new IllegalArgumentException("There is no folder " + folder + ".", missing);
        }
        if (!Files.isDirectory(root)) {
            throw new IllegalArgumentException(folder + " is a file, not a folder.");
        }
    }

    @Override
    public Stream<DocumentRef> list() {
        List<DocumentRef> refs = new ArrayList<>();
        try {
            Files.walkFileTree(root, new Listing(refs));
        } catch (IOException failed) {
            throw new UncheckedIOException("the folder can't be listed", failed);
        }
        refs.sort(Comparator.comparing(DocumentRef::externalId));
        return refs.stream();
    }

    private final class Listing extends SimpleFileVisitor<Path> {
        private final List<DocumentRef> refs;

        private Listing(List<DocumentRef> refs) {
            this.refs = refs;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            boolean skip = !folder.equals(root) && IgnoredNames.contains(nameOf(folder));
            return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            boolean link = attributes.isSymbolicLink() && !Files.isDirectory(file);
            if ((attributes.isRegularFile() || link) && !IgnoredNames.contains(nameOf(file))) {
                refs.add(new DocumentRef(ExternalIds.of(root, file), attributes.size()));
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (file.equals(root)) {
                throw failure;
            }
            // Gone between two system calls is as if it had never been there.
            if (!(failure instanceof NoSuchFileException) && !IgnoredNames.contains(nameOf(file))) {
                refs.add(new DocumentRef(ExternalIds.of(root, file), 0));
            }
            return FileVisitResult.CONTINUE;
        }
    }

    private static String nameOf(Path file) {
        Path name = file.getFileName();
        return name == null ? "" : name.toString();
    }

    @Override
    public byte[] read(DocumentRef ref, long maxBytes) throws IOException {
        if (!Files.isDirectory(root)) {
            throw new NoSuchFileException("the source folder is gone");
        }
        Path file;
        try {
            file = ExternalIds.resolve(root, ref.externalId());
        } catch (IllegalArgumentException noName) {
            // A feed may name what no file system can.
            throw new DocumentReadException(
                    RejectionReason.VANISHED, "no longer in the source folder", noName);
        }
        if (!file.startsWith(root)) {
            throw new DocumentReadException(
                    RejectionReason.UNREADABLE, "leads out of the source folder", null);
        }
        try {
            return read(inside(file), maxBytes);
        } catch (DocumentReadException refused) {
            throw refused;
        } catch (NoSuchFileException gone) {
            throw new DocumentReadException(
                    RejectionReason.VANISHED, "no longer in the source folder", gone);
        } catch (IOException failed) {
            throw new DocumentReadException(
                    RejectionReason.UNREADABLE, "the file can't be read", failed);
        }
    }

    /** The file itself, or where a link leads as long as that is in the folder. */
    private Path inside(Path file) throws IOException {
        boolean link = Files.isSymbolicLink(file);
        if (link && !Files.exists(file)) {
            throw new DocumentReadException(
                    RejectionReason.UNREADABLE, "a link that leads nowhere", null);
        }
        // Also where a folder on the way has become a link since it was listed.
        Path real = file.toRealPath();
        if (!real.startsWith(root)) {
            throw new DocumentReadException(
                    RejectionReason.UNREADABLE, "leads out of the source folder", null);
        }
        return real;
    }

    private static byte[] read(Path file, long maxBytes) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!attributes.isRegularFile()) {
            throw new DocumentReadException(RejectionReason.UNREADABLE, "is no file", null);
        }
        if (attributes.size() > maxBytes) {
            throw tooLarge(maxBytes);
        }
        OpenOption[] options = {StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS};
        try (InputStream stream = Files.newInputStream(file, options)) {
            byte[] content = stream.readNBytes((int) Math.min(maxBytes + 1, Integer.MAX_VALUE - 8));
            if (content.length > maxBytes) {
                throw tooLarge(maxBytes);
            }
            return content;
        }
    }

    private static DocumentReadException tooLarge(long maxBytes) {
        return new DocumentReadException(
                RejectionReason.TOO_LARGE, "more than " + maxBytes + " bytes", null);
    }

    @Override
    public void close() {}
}
