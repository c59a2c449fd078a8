/** Tests of the adapters to Amazon S3 and Amazon Rekognition, over HTTP wherever a server can show the case. */
@NullMarked
package io.github.labelverifier.aws;

import org.jspecify.annotations.NullMarked;
