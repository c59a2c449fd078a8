/**
 * What people see: tables, progress, summaries, reasons in words.
 */
@NullMarked
package io.github.labelverifier.ui.view;

import org.jspecify.annotations.NullMarked;
