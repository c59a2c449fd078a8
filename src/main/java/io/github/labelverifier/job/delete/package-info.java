/**
 * Removing what finished reports flagged: what is spared, the question, the review, and bringing back.
 */
@NullMarked
package io.github.labelverifier.job.delete;

import org.jspecify.annotations.NullMarked;
