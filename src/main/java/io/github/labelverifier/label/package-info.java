/**
 * Labels of an image, and the port that detects them, with the detectors that answer from memory or from an
 * earlier report. Nothing here decides what a label means for an image.
 */
@NullMarked
package io.github.labelverifier.label;

import org.jspecify.annotations.NullMarked;
