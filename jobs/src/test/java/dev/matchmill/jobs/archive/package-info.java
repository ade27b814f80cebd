/** Tests of the archive. */
@NullMarked
package dev.matchmill.jobs.archive;

import org.jspecify.annotations.NullMarked;
