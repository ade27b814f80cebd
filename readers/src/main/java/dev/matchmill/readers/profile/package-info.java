/** What a resume says about its candidate, as values that each name the words they come from. */
@NullMarked
package dev.matchmill.readers.profile;

import org.jspecify.annotations.NullMarked;
