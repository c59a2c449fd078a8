/** The papers of the project, read as tests read them: the README and the pages of {@code src/docs}. */
@NullMarked
package io.github.labelverifier.docs;

import org.jspecify.annotations.NullMarked;
