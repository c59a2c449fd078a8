/**
 * Ground: sorted files, indexes and temporary files on disk, so that memory does not grow with the number of images.
 */
@NullMarked
package io.github.labelverifier.disk;

import org.jspecify.annotations.NullMarked;
