/** The text that is embedded and scored: what a person can do, without who the person is. */
@NullMarked
package dev.matchmill.readers.blind;

import org.jspecify.annotations.NullMarked;
