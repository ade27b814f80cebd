/** Values encrypted by the program: AES-256-GCM under data keys, which a master key wraps. */
@NullMarked
package dev.matchmill.config.encryption;

import org.jspecify.annotations.NullMarked;
