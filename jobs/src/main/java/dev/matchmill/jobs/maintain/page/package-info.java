/** What a database administrator reads: findings, jobs, sizes, indexes and statements. */
@NullMarked
package dev.matchmill.jobs.maintain.page;

import org.jspecify.annotations.NullMarked;
