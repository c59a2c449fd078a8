/**
 * The governor of the call rate. Between two throttles, the calls let in are exactly what the quota granted.
 */
@NullMarked
package io.github.labelverifier.rate;

import org.jspecify.annotations.NullMarked;
