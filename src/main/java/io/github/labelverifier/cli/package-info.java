/**
 * The command line: commands and options, and the wiring of everything else. Words in, exit code out: a command is options, a
 * plain request, and a job that does it. The only user of picocli.
 */
@NullMarked
package io.github.labelverifier.cli;

import org.jspecify.annotations.NullMarked;
