/** Tests of the data dictionary. */
@NullMarked
package dev.matchmill.migrations.dictionary;

import org.jspecify.annotations.NullMarked;
