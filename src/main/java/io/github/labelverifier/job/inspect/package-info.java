/** {@code inspect}: what is seen in the pixels of images, which of them look alike, and which are of poor quality. */
@NullMarked
package io.github.labelverifier.job.inspect;

import org.jspecify.annotations.NullMarked;
