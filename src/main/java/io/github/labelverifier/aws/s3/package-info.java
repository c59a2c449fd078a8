/** Objects in buckets: listed, looked at, copied, deleted, moved and brought back. They are the ports of package {@code image}. */
@NullMarked
package io.github.labelverifier.aws.s3;

import org.jspecify.annotations.NullMarked;
