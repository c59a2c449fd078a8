package io.github.labelverifier.aws;

import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** Credentials whose absence has an exception of its own, since it concerns all calls and not the one that met it. */
record CheckedCredentials(AwsCredentialsProvider provider) implements AwsCredentialsProvider, SdkAutoCloseable {

    @Override
    public AwsCredentials resolveCredentials() {
        try {
            return provider.resolveCredentials();
        } catch (RuntimeException e) {
            // Of the SDK's own kinds for what a service says, of Java's for what a profile lacks.
            throw new NoCredentialsException(e);
        }
    }

    @Override
    public void close() {
        if (provider instanceof SdkAutoCloseable closeable) {
            closeable.close();
        }
    }
}
