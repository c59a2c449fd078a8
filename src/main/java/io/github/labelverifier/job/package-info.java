/**
 * What the commands do. Here stands what all jobs share: how a job ends and is interrupted, and what the user names, such as
 * locations, keys and lists of them. Each job has a package of its own below.
 */
@NullMarked
package io.github.labelverifier.job;

import org.jspecify.annotations.NullMarked;
