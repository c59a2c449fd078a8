/** Measurements that ship with the project. They compare within one run, and nothing here is asserted. */
@NullMarked
package io.github.labelverifier.benchmark;

import org.jspecify.annotations.NullMarked;
