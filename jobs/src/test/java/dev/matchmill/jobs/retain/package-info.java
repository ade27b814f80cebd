/** Tests of retention: rules, plans, their application. */
@NullMarked
package dev.matchmill.jobs.retain;

import org.jspecify.annotations.NullMarked;
