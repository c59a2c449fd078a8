/** Threads that work beside the one that a command runs in, and what they may take of the memory. */
@NullMarked
package io.github.labelverifier.thread;

import org.jspecify.annotations.NullMarked;
