/** What stands where: one row per item of a source, claimed, settled, counted. */
@NullMarked
package dev.matchmill.jobs.ledger;

import org.jspecify.annotations.NullMarked;
