/**
 * What a person decided of the images of a report, kept beside it.
 */
@NullMarked
package io.github.labelverifier.review;

import org.jspecify.annotations.NullMarked;
