/** The manifest of applications: which file belongs to which posting and person. */
@NullMarked
package dev.matchmill.readers.application;

import org.jspecify.annotations.NullMarked;
