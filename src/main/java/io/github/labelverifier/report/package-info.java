/**
 * The report of findings as a file, written and read line by line, and the formats in which people and programs
 * see it. A finished report is the only thing that a removal acts on.
 */
@NullMarked
package io.github.labelverifier.report;

import org.jspecify.annotations.NullMarked;
