/**
 * Finds candidates who may be one person, has people decide, and merges them so that it can be
 * undone.
 */
@NullMarked
package dev.matchmill.jobs.duplicate;

import org.jspecify.annotations.NullMarked;
