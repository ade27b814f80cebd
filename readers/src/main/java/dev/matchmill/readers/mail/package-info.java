/** Applications by mail: mailboxes of messages, whose attachments or bodies are the documents. */
@NullMarked
package dev.matchmill.readers.mail;

import org.jspecify.annotations.NullMarked;
