/** The skills vocabulary: shipped with the program, kept in the database. */
@NullMarked
package dev.matchmill.jobs.vocabulary;

import org.jspecify.annotations.NullMarked;
