package io.github.labelverifier.aws.http;

import io.github.labelverifier.thread.Workers;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * An HTTP client no call of which takes for ever, however slowly its answer drips. A connection that breaks while an answer
 * is read, at whatever byte, fails in the one way that the SDK repeats: what readers make of it itself is of many kinds.
 */
public final class BoundedHttpClient implements SdkHttpClient {
    /** As many times the patience with a silent answer, a whole call may take: also one that sends 5 MB on a slow line. */
    private static final int PATIENCES = 10;

    private final SdkHttpClient client;
    private final Duration patience;
    private final Duration deadline;
    private final ScheduledThreadPoolExecutor clock;

    /**
     * Bounds the calls of a client, which is closed with it.
     *
     * @param patience how long an answer may keep silent, or be slower than any line
     */
    public BoundedHttpClient(SdkHttpClient client, Duration patience) {
        this.client = client;
        this.patience = patience;
        this.deadline = patience.multipliedBy(PATIENCES);
        clock = new ScheduledThreadPoolExecutor(1, Workers.daemon("deadlines"));
        clock.setRemoveOnCancelPolicy(true);
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new Call(client.prepareRequest(request));
    }

    @Override
    public String clientName() {
        return client.clientName();
    }

    @Override
    public void close() {
        clock.shutdownNow();
        client.close();
    }

    private final class Call implements ExecutableHttpRequest {
        private final ExecutableHttpRequest call;

        Call(ExecutableHttpRequest call) {
            this.call = call;
        }

        @Override
        public HttpExecuteResponse call() throws IOException {
            CallDeadline end = new CallDeadline(deadline, call::abort);
            end.start(clock.schedule(end, deadline.toNanos(), TimeUnit.NANOSECONDS));
            boolean hasBody = false;
            try {
                HttpExecuteResponse response = call.call();
                hasBody = response.responseBody().isPresent();
                return hasBody ? bounded(response, response.responseBody().get(), end) : response;
            } catch (IOException e) {
                if (end.hasPassed()) {
                    throw end.failure();
                }
                throw e;
            } finally {
                if (!hasBody) {
                    end.cancel();
                }
            }
        }

        private HttpExecuteResponse bounded(HttpExecuteResponse response, AbortableInputStream body, CallDeadline end) {
            return HttpExecuteResponse.builder()
                    .response(response.httpResponse())
                    .responseBody(AbortableInputStream.create(new BoundedBody(body, patience, end), () -> {
                        end.cancel();
                        body.abort();
                    }))
                    .build();
        }

        @Override
        public void abort() {
            call.abort();
        }
    }
}
