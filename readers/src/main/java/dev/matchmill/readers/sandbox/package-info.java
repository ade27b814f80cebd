/** Runs the parser in child processes with bounds on time, heap, input and output. */
@NullMarked
package dev.matchmill.readers.sandbox;

import org.jspecify.annotations.NullMarked;
