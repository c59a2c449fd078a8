/** What a report holds, printed: its findings in any format and order, or a summary of them. It reads one report. */
@NullMarked
package io.github.labelverifier.job.show;

import org.jspecify.annotations.NullMarked;
