/** Tests of legal holds. */
@NullMarked
package dev.matchmill.jobs.hold;

import org.jspecify.annotations.NullMarked;
