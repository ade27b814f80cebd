/**
 * How much of a resume is read: generated resumes with their truth, and the count of what is right.
 */
@NullMarked
package dev.matchmill.readers.measure;

import org.jspecify.annotations.NullMarked;
