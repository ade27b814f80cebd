package dev.matchmill.readers.mail;

import java.util.List;

/**
 * One message, taken apart.
 *
 * @param parts leaves in their order, without those of messages within
 * @param nested messages that are attached
 */
record MailMessage(MailHeaders headers, List<MailPart> parts, List<MailMessage> nested) {}
