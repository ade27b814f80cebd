/** Resumes in the JSON Resume schema 1.0: read field by field instead of guessed from a text. */
@NullMarked
package dev.matchmill.readers.jsonresume;

import org.jspecify.annotations.NullMarked;
