/**
 * The terminal: streams, colours, width, questions, pictures in it.
 */
@NullMarked
package io.github.labelverifier.ui.terminal;

import org.jspecify.annotations.NullMarked;
