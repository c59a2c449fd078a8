/**
 * Images and where they are: locations, entries, filters, and the ports for listing, reading and removing them,
 * with the local folder as one implementation. Knows nothing of labels, and uses nothing but the JDK.
 */
@NullMarked
package io.github.labelverifier.image;

import org.jspecify.annotations.NullMarked;
