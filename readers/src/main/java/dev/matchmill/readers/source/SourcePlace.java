package dev.matchmill.readers.source;

import dev.matchmill.migrations.type.SourceKind;
import dev.matchmill.readers.bucket.BucketSettings;
import dev.matchmill.readers.bucket.BucketSource;
import dev.matchmill.readers.document.BoundedIds;
import dev.matchmill.readers.document.DocumentSource;
import dev.matchmill.readers.document.FolderSource;
import dev.matchmill.readers.document.SourceException;
import dev.matchmill.readers.document.ZipSource;
import dev.matchmill.readers.mail.MailSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where documents are. The same location is the same source in each run, and says by itself what it
 * is: {@code s3://bucket/prefix}; a folder, which is a maildir when it has {@code cur}, {@code new}
 * and {@code tmp}; a file, which is a zip archive or a mailbox by its first bytes.
 */
public sealed interface SourcePlace {

    /** What identifies the source within its organization: an absolute path or a URL. */
    String location();

    /** How the database calls such a source. */
    SourceKind kind();

    /** Opens it; ids are bounded. */
    DocumentSource open();

    /** A folder and its subfolders. */
    record Folder(Path folder) implements SourcePlace {
        @Override
        public String location() {
            return folder.toString();
        }

        @Override
        public SourceKind kind() {
            return SourceKind.FILESYSTEM;
        }

        @Override
        public DocumentSource open() {
            return new BoundedIds(new FolderSource(folder));
        }
    }

    /** A zip archive. */
    record Archive(Path file) implements SourcePlace {
        @Override
        public String location() {
            return file.toString();
        }

        @Override
        public SourceKind kind() {
            return SourceKind.FILESYSTEM;
        }

        @Override
        public DocumentSource open() {
            return new BoundedIds(new ZipSource(file));
        }
    }

    /** An mbox file. */
    record Mbox(Path file) implements SourcePlace {
        @Override
        public String location() {
            return file.toString();
        }

        @Override
        public SourceKind kind() {
            return SourceKind.EMAIL;
        }

        @Override
        public DocumentSource open() {
            return new BoundedIds(MailSource.mbox(file));
        }
    }

    /** A maildir. */
    record Maildir(Path folder) implements SourcePlace {
        @Override
        public String location() {
            return folder.toString();
        }

        @Override
        public SourceKind kind() {
            return SourceKind.EMAIL;
        }

        @Override
        public DocumentSource open() {
            return new BoundedIds(MailSource.maildir(folder));
        }
    }

    /** Objects of a bucket below a prefix, which may be empty. */
    record Bucket(String bucket, String prefix, BucketSettings settings) implements SourcePlace {
        @Override
        public String location() {
            return "s3://" + bucket + "/" + prefix;
        }

        @Override
        public SourceKind kind() {
            return SourceKind.S3;
        }

        @Override
        public DocumentSource open() {
            return new BoundedIds(new BucketSource(settings, bucket, prefix));
        }
    }

    /**
     * The place that a location names.
     *
     * @throws SourceException when there is nothing, or nothing that holds documents
     */
    static SourcePlace of(String location, BucketSettings settings) {
        return location.toLowerCase(Locale.ROOT).startsWith("s3:")
                ? bucket(location, settings)
                : onDisk(Path.of(location));
    }

    private static SourcePlace bucket(String location, BucketSettings settings) {
        Matcher parts =
                Pattern.compile("(?i)s3://([a-z0-9][a-z0-9._-]{1,62})(?:/([^?#]*))?")
                        .matcher(location);
        if (!parts.matches()) {
            // Without the location: somebody may have put keys into it.
            throw SourceException.refused(
                    "a bucket is named s3://bucket/prefix; keys do not belong into it.", null);
        }
        String prefix = parts.group(2) == null ? "" : parts.group(2);
        return new Bucket(parts.group(1), prefix.replaceAll("/+$", ""), settings);
    }

    private static SourcePlace onDisk(Path given) {
        Path path;
        try {
            path = given.toRealPath();
        } catch (IOException missing) {
            throw SourceException.refused(
                    "there is no folder or file "
                            + given
                            + ": create or mount it, or name another with --source.",
                    missing);
        }
        if (Files.isDirectory(path)) {
            return MailSource.isMaildir(path) ? new Maildir(path) : new Folder(path);
        }
        if (!Files.isRegularFile(path)) {
            throw SourceException.refused(path + " is neither a folder nor a file.", null);
        }
        return file(path);
    }

    private static SourcePlace file(Path path) {
        String name = path.toString().toLowerCase(Locale.ROOT);
        try (InputStream in = Files.newInputStream(path)) {
            String head = new String(in.readNBytes(5), StandardCharsets.ISO_8859_1);
            if (head.startsWith("PK") || name.endsWith(".zip")) {
                return new Archive(path);
            }
            if (head.equals("From ") || name.endsWith(".mbox")) {
                return new Mbox(path);
            }
        } catch (IOException unreadable) {
            throw SourceException.refused(path + " can't be read.", unreadable);
        }
        throw SourceException.refused(
                path
                        + " is neither a zip archive nor an mbox file: put a single document into a"
                        + " folder and name that.",
                null);
    }
}
