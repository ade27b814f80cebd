/** Everything on sample data. */
@NullMarked
package dev.matchmill.jobs.demo;

import org.jspecify.annotations.NullMarked;
