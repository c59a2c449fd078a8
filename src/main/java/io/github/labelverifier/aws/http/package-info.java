/** The way to the servers: proxies, certificates, and deadlines for every call. */
@NullMarked
package io.github.labelverifier.aws.http;

import org.jspecify.annotations.NullMarked;
