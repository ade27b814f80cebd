/** The jobs module. */
@NullMarked
package dev.matchmill.jobs;

import org.jspecify.annotations.NullMarked;
