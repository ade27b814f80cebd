/** The Java words that must equal the schema: typed ids and the enums that code switches on. */
@NullMarked
package dev.matchmill.migrations.type;

import org.jspecify.annotations.NullMarked;
