package dev.matchmill.readers.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.matchmill.migrations.type.RejectionReason;
import dev.matchmill.readers.document.ApplicationHint;
import dev.matchmill.readers.document.DocumentReadException;
import dev.matchmill.readers.document.DocumentRef;
import dev.matchmill.readers.document.DocumentSource;
import dev.matchmill.readers.document.SourceException;
import dev.matchmill.readers.text.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The documents that messages of a mailbox bring, see {@link MailDocuments}. An external id is a
 * folder for the message and the document's name: in a maildir the file's name without flags, in an
 * mbox file the day it was sent and a part of the SHA-256 of its {@code Message-ID}. A message that
 * can't be taken apart is one document, {@code message.eml}, and refused. Thread-safe.
 */
public final class MailSource implements DocumentSource {

    /** A message may hold a document of the largest size twice, and Base64 adds a third. */
    private static final long MAX_MESSAGE_BYTES = 64L << 20;

    private static final int DIGEST_DIGITS = 12;
    private static final String WHOLE = "/message.eml";

    private final Mailbox mailbox;
    private final Map<String, Place> places = new ConcurrentHashMap<>();
    private final Map<String, String> digests = new HashMap<>();

    /**
     * Where a document is.
     *
     * @param number among the documents of its message
     */
    private record Place(Mailbox.Stored message, int number, boolean letter) {}

    private MailSource(Mailbox mailbox) {
        this.mailbox = mailbox;
    }

    /** The messages of an mbox file. */
    public static MailSource mbox(Path file) {
        return new MailSource(new MboxFile(file));
    }

    /** The messages of a maildir. */
    public static MailSource maildir(Path folder) {
        return new MailSource(new MaildirFolder(folder));
    }

    /** Whether a folder is a maildir: it has {@code cur}, {@code new} and {@code tmp}. */
    public static boolean isMaildir(Path folder) {
        return MaildirFolder.isMaildir(folder);
    }

    @Override
    public Stream<DocumentRef> list() {
        try {
            digests.clear();
            return mailbox.messages().stream().flatMap(message -> refs(message).stream());
        } catch (IOException failed) {
            throw SourceException.away("the mailbox can't be listed.", failed);
        }
    }

    private List<DocumentRef> refs(Mailbox.Stored message) {
        try {
            byte[] bytes = message.size() > MAX_MESSAGE_BYTES ? new byte[0] : mailbox.read(message);
            return refs(message, bytes);
        } catch (DocumentReadException refused) {
            return refused.reason() == RejectionReason.VANISHED
                    ? List.of()
                    : List.of(whole(message, message.key(), null));
        } catch (IOException failed) {
            throw new UncheckedIOException("the mailbox can't be read", failed);
        }
    }

    private List<DocumentRef> refs(Mailbox.Stored message, byte[] bytes) {
        List<DocumentRef> refs = new ArrayList<>();
        String digest = Sha256.hex(bytes);
        try {
            if (message.size() > MAX_MESSAGE_BYTES) {
                throw tooLarge(MAX_MESSAGE_BYTES);
            }
            MailHeaders outer = MessageReader.read(bytes).headers();
            String folder = unique(folder(message, bytes, outer), digest);
            List<MailDocument> documents = MailDocuments.of(bytes);
            for (int number = 0; number < documents.size() && !folder.isEmpty(); number++) {
                MailDocument document = documents.get(number);
                String id = folder + "/" + document.name();
                places.put(id, new Place(message, number, document.letter()));
                refs.add(
                        new DocumentRef(
                                id,
                                document.content().length,
                                Sha256.hex(document.content()),
                                SentBy.of(document, outer)));
            }
        } catch (DocumentReadException refused) {
            String unread =
                    "unread-" + abridged(Sha256.hex((digest + message.size()).getBytes(UTF_8)));
            String folder = unique(message.key().isEmpty() ? unread : message.key(), digest);
            if (!folder.isEmpty()) {
                refs.add(whole(message, folder, digest + message.size()));
            }
        }
        return refs;
    }

    private DocumentRef whole(Mailbox.Stored message, String folder, @Nullable String version) {
        String id = folder + WHOLE;
        places.put(id, new Place(message, 0, false));
        return new DocumentRef(id, message.size(), version, ApplicationHint.NONE);
    }

    // A message may stand twice in an mbox: the same once more is no other one.
    private synchronized String unique(String folder, String digest) {
        String name = folder;
        for (int copy = 2; ; copy++) {
            String known = digests.putIfAbsent(name, digest);
            if (known == null) {
                return name;
            }
            if (known.equals(digest)) {
                return "";
            }
            name = folder + "~" + copy;
        }
    }

    private static String folder(Mailbox.Stored message, byte[] bytes, MailHeaders headers) {
        if (!message.key().isEmpty()) {
            return message.key();
        }
        Instant sent = SentDate.of(headers);
        String id = headers.first("message-id").strip();
        byte[] identity = id.isEmpty() ? bytes : id.getBytes(UTF_8);
        String day =
                sent == null ? "undated" : LocalDate.ofInstant(sent, ZoneOffset.UTC).toString();
        return day + "-" + abridged(Sha256.hex(identity));
    }

    private static String abridged(String digest) {
        return digest.substring(0, DIGEST_DIGITS);
    }

    @Override
    public byte[] read(DocumentRef ref, long maxBytes) throws IOException {
        Place place = place(ref);
        if (place == null) {
            throw gone();
        }
        if (place.message().size() > MAX_MESSAGE_BYTES) {
            throw tooLarge(MAX_MESSAGE_BYTES);
        }
        byte[] message = mailbox.read(place.message());
        List<MailDocument> documents = MailDocuments.of(message);
        String id = ref.externalId();
        // The file may have been written anew: another message may stand there now.
        String folder = folder(place.message(), message, MessageReader.read(message).headers());
        if (place.number() >= documents.size()
                || !id.startsWith(folder)
                || !id.endsWith("/" + documents.get(place.number()).name())) {
            throw gone();
        }
        byte[] content = documents.get(place.number()).content();
        if (content.length > maxBytes) {
            throw tooLarge(maxBytes);
        }
        return content;
    }

    private @Nullable Place place(DocumentRef ref) {
        if (ref.externalId().indexOf('/') < 0) {
            return null;
        }
        if (places.isEmpty()) {
            try (Stream<DocumentRef> all = list()) {
                all.forEach(_ -> {});
            }
        }
        return places.get(ref.externalId());
    }

    @Override
    public boolean isLetter(DocumentRef ref) {
        Place place = place(ref);
        return place != null && place.letter();
    }

    private static DocumentReadException gone() {
        return new DocumentReadException(
                RejectionReason.VANISHED, "no longer in the mailbox", null);
    }

    private static DocumentReadException tooLarge(long maxBytes) {
        return new DocumentReadException(
                RejectionReason.TOO_LARGE, "more than " + maxBytes + " bytes", null);
    }

    @Override
    public void close() {}
}
