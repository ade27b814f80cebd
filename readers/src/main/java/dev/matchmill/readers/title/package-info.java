/** Job titles without what only says how senior somebody is, and the occupation they name. */
@NullMarked
package dev.matchmill.readers.title;

import org.jspecify.annotations.NullMarked;
