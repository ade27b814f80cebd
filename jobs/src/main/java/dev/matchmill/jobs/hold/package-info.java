/** Legal holds: placed, released, listed; what is under one is kept whatever a rule says. */
@NullMarked
package dev.matchmill.jobs.hold;

import org.jspecify.annotations.NullMarked;
