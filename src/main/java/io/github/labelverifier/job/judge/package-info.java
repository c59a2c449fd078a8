/**
 * Finished reports judged anew, by themselves or against each other. Nothing is called for it.
 */
@NullMarked
package io.github.labelverifier.job.judge;

import org.jspecify.annotations.NullMarked;
