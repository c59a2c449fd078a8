package io.github.labelverifier.aws.s3;

import io.github.labelverifier.aws.error.ClientCalls;
import java.util.function.Function;
import software.amazon.awssdk.services.s3.DelegatingS3Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Request;

/** A client of S3 all of whose calls are made by {@link ClientCalls}. */
public final class CheckedS3Client extends DelegatingS3Client {

    public CheckedS3Client(S3Client client) {
        super(client);
    }

    @Override
    protected <T extends S3Request, ReturnT> ReturnT invokeOperation(T request, Function<T, ReturnT> operation) {
        return ClientCalls.make(() -> operation.apply(request));
    }
}
