/** Many rows of a table at once: new ones inserted, changed ones updated, equal ones left alone. */
@NullMarked
package dev.matchmill.jobs.upsert;

import org.jspecify.annotations.NullMarked;
