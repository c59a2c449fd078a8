package io.github.labelverifier.testing;

import java.net.URI;
import java.util.Map;

/**
 * {@link FakeS3}, {@link RekognitionServer} and {@link FakeSts} behind one endpoint, as {@code --endpoint-url} and {@code AWS_ENDPOINT_URL} need it. Images
 * that are not in the store are not seen by Rekognition.
 */
public final class FakeAws implements AutoCloseable {
    private final FakeS3 s3 = FakeS3.start();
    private final RekognitionServer rekognition = RekognitionServer.start().seeing(s3);
    private final FakeSts sts = new FakeSts();
    private final HttpStandIn server;

    private FakeAws(int port) {
        server = HttpStandIn.start("fake-aws", port, this::reply);
    }

    /** Starts on a free port, without buckets and answers. */
    public static FakeAws start() {
        return start(0);
    }

    /** Starts on that port, without buckets and answers. */
    public static FakeAws start(int port) {
        return new FakeAws(port);
    }

    private HttpReply reply(HttpRequest request) {
        if (FakeSts.isFor(request)) {
            return sts.reply();
        }
        return request.header("X-Amz-Target").isPresent() ? rekognition.reply(request) : s3.reply(request);
    }

    /** The endpoint of all services. */
    public URI endpoint() {
        return server.endpoint();
    }

    /** The store. */
    public FakeS3 s3() {
        return s3;
    }

    /** Who the caller is. */
    public FakeSts sts() {
        return sts;
    }

    /** The labels. */
    public RekognitionServer rekognition() {
        return rekognition;
    }

    @Override
    public void close() {
        try (s3;
                rekognition) {
            server.close();
        }
    }

    /**
     * Runs both by themselves until the process is ended: a bucket {@code photos} with images {@code images/0000000.jpg} and so on that are
     * not stored. Every tenth shows a person, all others a deer.
     *
     * @param arguments {@code --port N} (default 0: a free one), {@code --images N} (default 5000), {@code --tps N} (quota, burst of one
     *     second; default none), {@code --latency-ms N}, {@code --jitter-ms N}
     */
    public static void main(String[] arguments) throws InterruptedException {
        Map<String, String> options = Options.parse(arguments, "port", "images", "tps", "latency-ms", "jitter-ms");
        FakeAws aws = start(Integer.parseInt(options.getOrDefault("port", "0")));
        aws.s3().createVirtualBucket("photos", "images/", Integer.parseInt(options.getOrDefault("images", "5000")));
        aws.rekognition().notRecording().serveDeerAndPersons(options);
        System.out.println(aws.endpoint());
        aws.server.awaitClosed();
    }
}
