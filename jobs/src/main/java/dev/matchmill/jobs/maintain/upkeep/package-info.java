/** Jobs that keep the server fit: partitions, statistics, indexes, growth and slow statements. */
@NullMarked
package dev.matchmill.jobs.maintain.upkeep;

import org.jspecify.annotations.NullMarked;
