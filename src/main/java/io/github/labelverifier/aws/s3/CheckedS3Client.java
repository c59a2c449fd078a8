package io.github.labelverifier.aws.s3;

import io.github.labelverifier.aws.error.ClientCalls;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.services.s3.DelegatingS3Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Request;

/**
 * A client of S3 all of whose calls are made by {@link ClientCalls}, and that says of an object that it is not there only
 * if the store does.
 */
public final class CheckedS3Client extends DelegatingS3Client {
    private final Absences absences = new Absences(this, Backoff.EXPONENTIAL);

    public CheckedS3Client(S3Client client) {
        super(client);
    }

    @Override
    protected <T extends S3Request, ReturnT> ReturnT invokeOperation(T request, Function<T, ReturnT> operation) {
        Supplier<ReturnT> call = () -> ClientCalls.make(() -> operation.apply(request));
        return request instanceof HeadObjectRequest head
                ? absences.confirm(head.bucket(), head.key(), call)
                : call.get();
    }
}
