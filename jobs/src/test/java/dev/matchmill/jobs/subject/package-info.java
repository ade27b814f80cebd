/** Tests of what is kept about a person and what an erasure leaves. */
@NullMarked
package dev.matchmill.jobs.subject;

import org.jspecify.annotations.NullMarked;
