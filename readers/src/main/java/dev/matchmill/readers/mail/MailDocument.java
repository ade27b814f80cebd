package dev.matchmill.readers.mail;

/**
 * A document that a message brings.
 *
 * @param name file name, plain and not empty
 * @param headers of the message that it is part of: the one within, where messages are forwarded
 * @param forwarded whether somebody else sent that message on
 * @param letter whether it is the message's own text
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record MailDocument(
        String name, byte[] content, MailHeaders headers, boolean forwarded, boolean letter) {}
