/**
 * The decision: reference labels, policy, and the judge that turns one detection into one finding. Pure
 * functions, without input, output or threads.
 */
@NullMarked
package io.github.labelverifier.verdict;

import org.jspecify.annotations.NullMarked;
