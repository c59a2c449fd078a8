/**
 * The real parts that tests stand on: stand-ins for Amazon Rekognition and Amazon S3 that speak HTTP on the loopback interface, and the
 * built program run as a process, in a pipe or in a pseudo-terminal.
 *
 * <p>Nothing here knows the code under test.
 */
@NullMarked
package io.github.labelverifier.testing;

import org.jspecify.annotations.NullMarked;
