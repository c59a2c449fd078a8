/** What goes wrong with a call of AWS: one kind of failure, its code, its meaning and its words. */
@NullMarked
package io.github.labelverifier.aws.error;

import org.jspecify.annotations.NullMarked;
