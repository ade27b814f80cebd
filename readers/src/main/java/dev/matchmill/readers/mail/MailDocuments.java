package dev.matchmill.readers.mail;

import dev.matchmill.readers.document.DocumentReadException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The documents of a message: its attachments, without what mailers attach by themselves and
 * without cover letters and certificates as long as something else is there; those of messages
 * attached to it; and where there are none, what the message itself says.
 */
final class MailDocuments {

    private MailDocuments() {}

    /**
     * In the order of the message.
     *
     * @return never empty: a message that says nothing is an empty document
     * @throws DocumentReadException when the message can't be taken apart
     */
    static List<MailDocument> of(byte[] message) throws DocumentReadException {
        MailMessage read = MessageReader.read(message);
        List<MailDocument> documents = attached(read, isForward(read.headers()));
        return documents.isEmpty()
                ? List.of(letter(read, isForward(read.headers())).orElseGet(() -> silent(read)))
                : named(documents);
    }

    private static List<MailDocument> attached(MailMessage message, boolean forwarded) {
        List<MailDocument> all = new ArrayList<>();
        for (MailPart part : expanded(message.parts())) {
            if (!part.isBody() && !PartNames.isMailers(part)) {
                String name = PartNames.plain(part, all.size() + 1);
                all.add(
                        new MailDocument(
                                name, part.content(), message.headers(), forwarded, false));
            }
        }
        List<MailDocument> resumes =
                all.stream().filter(part -> !PartNames.isCompanion(part.name())).toList();
        List<MailDocument> documents = new ArrayList<>(resumes.isEmpty() ? all : resumes);
        for (MailMessage nested : message.nested()) {
            List<MailDocument> within = attached(nested, isForward(nested.headers()));
            documents.addAll(within);
            if (within.isEmpty()) {
                letter(nested, isForward(nested.headers())).ifPresent(documents::add);
            }
        }
        return documents;
    }

    private static List<MailPart> expanded(List<MailPart> parts) {
        List<MailPart> all = new ArrayList<>();
        for (MailPart part : parts) {
            boolean tnef =
                    part.type().endsWith("/ms-tnef")
                            || part.type().endsWith("/vnd.ms-tnef")
                            || "winmail.dat".equalsIgnoreCase(part.name());
            List<MailPart> within = tnef ? TnefAttachments.of(part.content()) : List.of();
            if (!tnef) {
                all.add(part);
            }
            all.addAll(within);
        }
        return all;
    }

    // The plain one of two equal bodies; parsers read either.
    private static Optional<MailDocument> letter(MailMessage message, boolean forwarded) {
        for (String type : List.of("text/plain", "text/html")) {
            for (MailPart part : message.parts()) {
                if (part.isBody() && part.type().equals(type) && !part.text().isBlank()) {
                    boolean html = type.equals("text/html");
                    // With the mark nobody has to guess or to believe a declaration.
                    String text = (html ? "\uFEFF" : "") + part.text();
                    return Optional.of(
                            new MailDocument(
                                    html ? "message.html" : "message.txt",
                                    text.getBytes(StandardCharsets.UTF_8),
                                    message.headers(),
                                    forwarded,
                                    true));
                }
            }
        }
        return Optional.empty();
    }

    private static MailDocument silent(MailMessage message) {
        return new MailDocument("message.txt", new byte[0], message.headers(), true, true);
    }

    /** One copy of what was attached twice; other parts of one name get a number. */
    private static List<MailDocument> named(List<MailDocument> documents) {
        List<MailDocument> named = new ArrayList<>();
        for (MailDocument document : documents) {
            boolean copy =
                    named.stream().anyMatch(d -> Arrays.equals(d.content(), document.content()));
            if (!copy) {
                named.add(renamed(document, named));
            }
        }
        return named;
    }

    private static MailDocument renamed(MailDocument document, List<MailDocument> others) {
        String name = document.name();
        int dot = name.lastIndexOf('.') <= 0 ? name.length() : name.lastIndexOf('.');
        for (int number = 2; isTaken(name, others); number++) {
            name =
                    document.name().substring(0, dot)
                            + "~"
                            + number
                            + document.name().substring(dot);
        }
        return new MailDocument(
                name,
                document.content(),
                document.headers(),
                document.forwarded(),
                document.letter());
    }

    private static boolean isTaken(String name, List<MailDocument> others) {
        return others.stream().anyMatch(other -> other.name().equals(name));
    }

    private static boolean isForward(MailHeaders headers) {
        return headers.has("resent-from")
                || headers.text("subject")
                        .matches("(?is)\\s*(?:fwd?|wg|tr|rv|enc|vs|doorst|i)\\s*:.*");
    }
}
