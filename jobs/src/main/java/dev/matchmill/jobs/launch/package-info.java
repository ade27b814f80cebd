/** The command line: arguments in, exit code out. */
@NullMarked
package dev.matchmill.jobs.launch;

import org.jspecify.annotations.NullMarked;
