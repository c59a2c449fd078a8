/** The sample images of {@code label-verifier demo}: how they are drawn, and the recorded report of their labels. */
@NullMarked
package io.github.labelverifier.demo;

import org.jspecify.annotations.NullMarked;
