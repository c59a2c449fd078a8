/**
 * The pipeline from a listing to findings: calls in flight are bounded and kept under the service's rate, and the
 * order of the listing is kept. It can read images and tell of its progress, but it has no way to remove anything.
 */
@NullMarked
package io.github.labelverifier.scan;

import org.jspecify.annotations.NullMarked;
