/** Where credentials are looked for, and how long they are kept. */
@NullMarked
package io.github.labelverifier.aws.credentials;

import org.jspecify.annotations.NullMarked;
