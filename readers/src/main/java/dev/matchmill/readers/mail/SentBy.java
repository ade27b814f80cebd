package dev.matchmill.readers.mail;

import dev.matchmill.readers.document.ApplicationHint;
import dev.matchmill.readers.text.ResourceLines;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a message says about the application it brings: who sent it, when, and to which posting. A
 * sender counts when it is a person outside: not a list, not a machine, not a role, not somebody of
 * the receiving house and not somebody who sends on.
 */
final class SentBy {

    private static final Pattern ADDRESS =
            Pattern.compile(
                    "[\\p{L}\\p{N}._%+'-]{1,64}@[\\p{L}\\p{N}](?:[\\p{L}\\p{N}.-]{0,190}[\\p{L}\\p{N}])?"
                        + "\\.[\\p{L}]{2,24}");
    private static final Pattern PLUS = Pattern.compile("\\+([^@\\s<>\"]{1,64})@");
    private static final Pattern BRACKETS = Pattern.compile("\\[\\s*([^\\[\\]]{1,80}?)\\s*\\]");
    private static final Pattern LABELLED =
            Pattern.compile(
                    "(?i)(?:^|[^\\p{L}])(?:ref(?:erence|erenz|erencia)?|job["
                            + " -]?(?:id|ref)|req(?:uisition)?"
                            + "|kennziffer|posting)(?!\\p{L})\\.?[\\s-]*"
                            + "(?:(?:no|nr|id|code|number|nummer)(?!\\p{L})\\.?)?\\s*[:#=]?\\s*"
                            + "([\\p{L}\\p{N}](?:[\\p{L}\\p{N}._/-]{0,60}[\\p{L}\\p{N}])?)");
    private static final Set<String> ROLES =
            Set.copyOf(ResourceLines.of(SentBy.class, "roles.txt"));
    private static final Set<String> PUBLIC =
            Set.copyOf(ResourceLines.of(SentBy.class, "public-domains.txt"));
    private static final List<String> RECIPIENTS =
            List.of(
                    "to",
                    "cc",
                    "delivered-to",
                    "x-original-to",
                    "envelope-to",
                    "x-envelope-to",
                    "resent-to",
                    "x-delivered-to");

    private SentBy() {}

    /**
     * The hint of a document.
     *
     * @param outer headers of the message that stands in the mailbox: it has the recipient
     */
    static ApplicationHint of(MailDocument document, MailHeaders outer) {
        MailHeaders headers = document.headers();
        String address = document.forwarded() ? null : sender(headers, outer);
        Instant sent = SentDate.of(headers);
        return new ApplicationHint(
                address,
                address == null ? null : name(headers),
                sent == null ? SentDate.of(outer) : sent,
                Stream.of(outer, headers)
                        .flatMap(each -> postings(each).stream())
                        .distinct()
                        .toList());
    }

    private static @Nullable String sender(MailHeaders headers, MailHeaders outer) {
        boolean machine =
                headers.has("list-id")
                        || headers.has("list-unsubscribe")
                        || headers.has("feedback-id")
                        || headers.text("precedence").matches("(?i)bulk|list|junk")
                        || !headers.text("auto-submitted").matches("(?i)|no\\b.*");
        String reply = address(headers.first("reply-to"));
        String address = reply == null ? address(headers.first("from")) : reply;
        if (machine || address == null) {
            return null;
        }
        String local = address.substring(0, address.indexOf('@'));
        String domain = address.substring(address.indexOf('@') + 1);
        boolean role = ROLES.contains(local.replaceAll("[^\\p{L}]", ""));
        boolean house =
                !PUBLIC.contains(domain)
                        && RECIPIENTS.stream()
                                .flatMap(name -> outer.all(name).stream())
                                .anyMatch(to -> to.toLowerCase(Locale.ROOT).contains("@" + domain));
        return role || house ? null : address;
    }

    private static @Nullable String address(String header) {
        Matcher found = ADDRESS.matcher(header.replaceAll("\"[^\"]{0,500}\"", " "));
        String address = found.find() ? found.group().toLowerCase(Locale.ROOT) : null;
        // Two people, or a list of them, are nobody.
        return address == null || (found.find() && !found.group().equalsIgnoreCase(address))
                ? null
                : address;
    }

    private static @Nullable String name(MailHeaders headers) {
        String from = headers.text("from");
        int bracket = from.indexOf('<');
        String name = bracket <= 0 ? "" : from.substring(0, bracket).replace("\"", "").strip();
        return name.isEmpty() || name.contains("@") || name.length() > 200 ? null : name;
    }

    private static List<String> postings(MailHeaders headers) {
        List<String> found = new ArrayList<>();
        for (String recipient : RECIPIENTS) {
            for (String value : headers.all(recipient)) {
                PLUS.matcher(value).results().forEach(tag -> found.add(tag.group(1)));
            }
        }
        String subject = headers.text("subject");
        BRACKETS.matcher(subject).results().forEach(tag -> found.add(tag.group(1)));
        LABELLED.matcher(subject).results().forEach(tag -> found.add(tag.group(1)));
        // In brackets with its label as well.
        for (String tag : List.copyOf(found)) {
            LABELLED.matcher(tag).results().forEach(inner -> found.add(inner.group(1)));
        }
        return found;
    }
}
