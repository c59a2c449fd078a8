/**
 * The adapters to Amazon S3 and Amazon Rekognition, and the only users of the AWS SDK. Errors of the SDK end
 * here: they are translated into those of the ports.
 *
 * <p>This package reads what is configured and makes the clients; what is done with them is below it.
 */
@NullMarked
package io.github.labelverifier.aws;

import org.jspecify.annotations.NullMarked;
