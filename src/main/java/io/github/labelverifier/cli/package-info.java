/**
 * The command line: commands, options, terminal, exit codes, and the wiring of everything else. The only users of
 * picocli, of the terminal and of the process's standard streams.
 */
@NullMarked
package io.github.labelverifier.cli;

import org.jspecify.annotations.NullMarked;
