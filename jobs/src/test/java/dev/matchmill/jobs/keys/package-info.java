/** Tests of the life of keys. */
@NullMarked
package dev.matchmill.jobs.keys;

import org.jspecify.annotations.NullMarked;
