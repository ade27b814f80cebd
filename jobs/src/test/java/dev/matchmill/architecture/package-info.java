/** What the architecture promises, as rules, and proofs that each of them bites. */
@NullMarked
package dev.matchmill.architecture;

import org.jspecify.annotations.NullMarked;
