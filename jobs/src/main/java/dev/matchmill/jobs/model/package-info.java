/** Embedding models beside each other: lists, compares, activates and drops them. */
@NullMarked
package dev.matchmill.jobs.model;

import org.jspecify.annotations.NullMarked;
