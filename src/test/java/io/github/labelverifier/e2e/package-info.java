/** Tests of the built distribution as a process: exit code, both streams, and what is in the store afterwards. */
@NullMarked
package io.github.labelverifier.e2e;

import org.jspecify.annotations.NullMarked;
