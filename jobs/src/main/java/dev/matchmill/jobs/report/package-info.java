/** What happened, for operators. */
@NullMarked
package dev.matchmill.jobs.report;

import org.jspecify.annotations.NullMarked;
