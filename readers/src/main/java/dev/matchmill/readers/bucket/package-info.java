/** Documents in a bucket of an S3-compatible store. */
@NullMarked
package dev.matchmill.readers.bucket;

import org.jspecify.annotations.NullMarked;
