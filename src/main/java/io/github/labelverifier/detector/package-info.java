/** A detector of one's own in the place of Amazon Rekognition: a program that is talked to line by line. */
@NullMarked
package io.github.labelverifier.detector;

import org.jspecify.annotations.NullMarked;
