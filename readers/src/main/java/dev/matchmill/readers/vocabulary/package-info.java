/** Names of skills and of job titles out of the official files of others: ESCO, O*NET, lists. */
@NullMarked
package dev.matchmill.readers.vocabulary;

import org.jspecify.annotations.NullMarked;
