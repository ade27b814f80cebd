/** Where documents come from: a source lists them in a fixed order and hands out their bytes. */
@NullMarked
package dev.matchmill.readers.document;

import org.jspecify.annotations.NullMarked;
