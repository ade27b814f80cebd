/** Tests of duplicates: generated people, and merges on a real database. */
@NullMarked
package dev.matchmill.jobs.duplicate;

import org.jspecify.annotations.NullMarked;
