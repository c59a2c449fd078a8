/**
 * Where images are: the folder on this machine, and what opens a place, in S3 or on disk, to look, to call and to remove. The
 * only user of the package {@code aws}.
 */
@NullMarked
package io.github.labelverifier.store;

import org.jspecify.annotations.NullMarked;
