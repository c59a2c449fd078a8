/** Reports, and what stands in them, as a run would write them, made without one. */
@NullMarked
package io.github.labelverifier.sample;

import org.jspecify.annotations.NullMarked;
