/** The look at the set-up: what is wrong with it, and how to mend it. */
@NullMarked
package io.github.labelverifier.job.doctor;

import org.jspecify.annotations.NullMarked;
