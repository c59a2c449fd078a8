/**
 * Pure functions on text for people: numbers and sizes, width on a screen, words for a shell, what is meant by a wrong word.
 */
@NullMarked
package io.github.labelverifier.ui.text;

import org.jspecify.annotations.NullMarked;
