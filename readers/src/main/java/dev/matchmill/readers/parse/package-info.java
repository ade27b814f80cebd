/**
 * Bytes to text: guards, detection, text in reading order, cleaning; runs inside the child process.
 */
@NullMarked
package dev.matchmill.readers.parse;

import org.jspecify.annotations.NullMarked;
