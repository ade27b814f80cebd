/**
 * The requests of persons: erasure from the request to its certificate, keeping the erased away,
 * and the export of one person.
 */
@NullMarked
package dev.matchmill.jobs.erase;

import org.jspecify.annotations.NullMarked;
