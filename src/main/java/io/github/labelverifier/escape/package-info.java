/**
 * Ground: what makes foreign text harmless before a person sees it. Control and bidirectional characters are escaped, secrets
 * taken out.
 */
@NullMarked
package io.github.labelverifier.escape;

import org.jspecify.annotations.NullMarked;
