/** A profile as data: what the database keeps of it and what {@code profile} prints. */
@NullMarked
package dev.matchmill.jobs.profile;

import org.jspecify.annotations.NullMarked;
