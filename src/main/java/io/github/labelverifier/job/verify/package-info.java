/**
 * Checking images: of one location, of a folder of classes, of a few by name, and what a run would cost.
 */
@NullMarked
package io.github.labelverifier.job.verify;

import org.jspecify.annotations.NullMarked;
