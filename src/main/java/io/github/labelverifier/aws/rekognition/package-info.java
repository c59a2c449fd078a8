/** Amazon Rekognition behind the port of package {@code label}. */
@NullMarked
package io.github.labelverifier.aws.rekognition;

import org.jspecify.annotations.NullMarked;
