/** Backups of the database, and restore tests that prove them. */
@NullMarked
package dev.matchmill.jobs.backup;

import org.jspecify.annotations.NullMarked;
