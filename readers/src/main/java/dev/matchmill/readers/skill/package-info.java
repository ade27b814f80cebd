/** The vocabulary of skills and how its names are found in text. */
@NullMarked
package dev.matchmill.readers.skill;

import org.jspecify.annotations.NullMarked;
