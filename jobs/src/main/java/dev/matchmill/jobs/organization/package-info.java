/** The organizations that own postings and sources. */
@NullMarked
package dev.matchmill.jobs.organization;

import org.jspecify.annotations.NullMarked;
