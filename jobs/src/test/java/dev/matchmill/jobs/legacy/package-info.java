/** Tests of the adoption of an imported database. */
@NullMarked
package dev.matchmill.jobs.legacy;

import org.jspecify.annotations.NullMarked;
