/** Requests, erasure, proof and export. */
@NullMarked
package dev.matchmill.jobs.erase;

import org.jspecify.annotations.NullMarked;
