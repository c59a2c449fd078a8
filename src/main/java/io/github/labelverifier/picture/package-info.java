/**
 * Ground: pictures decoded within bounds, turned upright and made small. It knows nothing of reports and stores.
 */
@NullMarked
package io.github.labelverifier.picture;

import org.jspecify.annotations.NullMarked;
