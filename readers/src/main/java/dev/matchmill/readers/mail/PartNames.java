package dev.matchmill.readers.mail;

import dev.matchmill.readers.text.ResourceLines;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the names and types of a message's parts say about them. */
final class PartNames {

    private static final int LONGEST = 150;

    /** What mailers attach by themselves: keys, cards, invitations, receipts. */
    private static final Set<String> MAILERS_TYPES =
            Set.of(
                    "text/calendar",
                    "application/ics",
                    "text/vcard",
                    "text/x-vcard",
                    "text/directory",
                    "application/pgp-signature",
                    "application/pgp-keys",
                    "application/pkcs7-signature",
                    "application/x-pkcs7-signature",
                    "message/delivery-status",
                    "message/disposition-notification",
                    "message/feedback-report",
                    "text/rfc822-headers",
                    "application/applefile");

    private static final Set<String> MAILERS_ENDINGS =
            Set.of(".ics", ".vcf", ".p7s", ".sig", ".asc", ".url", ".webloc");

    private static final Pattern NUMBERED_PICTURE =
            Pattern.compile(
                    "(?:image|outlook-|logo)[-_0-9a-z]*\\.(?:png|jpe?g|gif|bmp|svg|emz|wmz)");

    private static final Map<String, String> ENDINGS =
            Map.of(
                    "application/pdf", ".pdf",
                    "application/msword", ".doc",
                    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                            ".docx",
                    "application/vnd.oasis.opendocument.text", ".odt",
                    "application/rtf", ".rtf",
                    "text/rtf", ".rtf",
                    "text/html", ".html",
                    "text/plain", ".txt",
                    "application/json", ".json");

    private static final Pattern COMPANION =
            Pattern.compile(
                    "(?:^|[^\\p{L}])(?:" + alternatives("companions.txt") + ")(?![\\p{L}])",
                    Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern RESUME =
            Pattern.compile(
                    "(?:^|[^\\p{L}])(?:" + alternatives("resumes.txt") + ")(?![\\p{L}])",
                    Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private PartNames() {}

    private static String alternatives(String resource) {
        List<String> lines = ResourceLines.of(PartNames.class, resource);
        return lines.stream()
                .map(words -> Pattern.quote(words).replace(" ", "\\E[^\\p{L}]{0,3}\\Q"))
                .collect(Collectors.joining("|"));
    }

    /** Whether nobody sent the part as a document: a logo, a card, an invitation, a signature. */
    static boolean isMailers(MailPart part) {
        if (MAILERS_TYPES.contains(part.type()) || MAILERS_ENDINGS.contains(part.ending())) {
            return true;
        }
        String name = part.name() == null ? "" : part.name().toLowerCase(Locale.ROOT);
        boolean picture = part.type().startsWith("image/");
        boolean shownInText = part.headers().has("content-id") || part.isInline();
        return picture && (shownInText || NUMBERED_PICTURE.matcher(name).matches());
    }

    /** Whether the name says that it goes with a resume: a cover letter, a certificate. */
    static boolean isCompanion(String name) {
        String words = name.replaceAll("(?<=\\p{Ll})(?=\\p{Lu})", " ");
        return COMPANION.matcher(words).find() && !RESUME.matcher(words).find();
    }

    /**
     * A file name without folders, control characters and excess; named by its type without one.
     */
    static String plain(MailPart part, int number) {
        String given = part.name() == null ? "" : part.name();
        String name = given.replaceAll("[/\\\\\\p{Cntrl}]+", "_").strip();
        if (name.isEmpty() || name.matches("[._]+")) {
            return "attachment-" + number + ENDINGS.getOrDefault(part.type(), "");
        }
        if (name.length() <= LONGEST) {
            return name;
        }
        String ending = part.ending().length() <= 10 ? part.ending() : "";
        int cut = name.offsetByCodePoints(0, name.codePointCount(0, LONGEST - ending.length()));
        return name.substring(0, cut) + ending;
    }
}
