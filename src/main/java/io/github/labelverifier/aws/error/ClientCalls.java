package io.github.labelverifier.aws.error;

import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The one way to make a call of a client: whatever goes wrong with it is an {@link SdkException}.
 *
 * <p>The SDK lets some failures through as they are, such as those of reading an answer that nobody has thought of.
 */
public final class ClientCalls {
    private ClientCalls() {}

    public static <T> T make(Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            throw e;
        } catch (StackOverflowError e) {
            throw SdkClientException.create("the answer is nested more deeply than it can be read", e);
        } catch (RuntimeException e) {
            throw SdkClientException.create("the call failed in an unexpected way (" + text(e) + ")", e);
        }
    }

    private static String text(RuntimeException e) {
        String name = e.getClass().getSimpleName();
        return e.getMessage() == null ? name : name + ": " + e.getMessage();
    }
}
