/** The config module. */
@NullMarked
package dev.matchmill.config;

import org.jspecify.annotations.NullMarked;
