/** Tests of what backups are made of. */
@NullMarked
package dev.matchmill.jobs.backup;

import org.jspecify.annotations.NullMarked;
