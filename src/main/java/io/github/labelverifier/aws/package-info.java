/**
 * The adapters to Amazon S3 and Amazon Rekognition, and the only users of the AWS SDK. Errors of the SDK end
 * here: they are translated into those of the ports.
 */
@NullMarked
package io.github.labelverifier.aws;

import org.jspecify.annotations.NullMarked;
