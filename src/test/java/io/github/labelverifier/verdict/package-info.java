/** Tests of the rules. */
@NullMarked
package io.github.labelverifier.verdict;

import org.jspecify.annotations.NullMarked;
