/**
 * The kept images of reports as lists that training tools read. A format is one class here and one line in {@link
 * io.github.labelverifier.export.ExportFormat}.
 */
@NullMarked
package io.github.labelverifier.export;

import org.jspecify.annotations.NullMarked;
