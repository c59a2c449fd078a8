/** Threads that work beside the one that a command runs in. */
@NullMarked
package io.github.labelverifier.thread;

import org.jspecify.annotations.NullMarked;
