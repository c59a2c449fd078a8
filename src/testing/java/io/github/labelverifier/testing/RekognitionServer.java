package io.github.labelverifier.testing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * Amazon Rekognition's DetectLabels over HTTP (JSON 1.1) on 127.0.0.1, as far as clients can tell the difference.
 *
 * <p>Everything can be set before and while it runs. An image that no answer is known for gets {@code InvalidS3ObjectException}, as a
 * missing object does. Order of decisions on a request: credentials, quota, injected faults, limits of the request, the answer.
 *
 * <pre>{@code
 * try (RekognitionServer rekognition = RekognitionServer.start()) {
 *     rekognition
 *             .answer("deer/1.jpg", StubLabel.of("Deer", 99, "Animal"), StubLabel.of("Animal", 99))
 *             .answerSuffix("-person.jpg", StubLabel.person(97))
 *             .latency(Duration.ofMillis(200), Duration.ofMillis(60))
 *             .quota(50, 50)
 *             .inject(Fault.reset(), When.key("deer/7.jpg").first(2));
 *     ...
 *     rekognition.awaitRequests(40);
 * }
 * }</pre>
 */
public final class RekognitionServer implements AutoCloseable {
    /** What a request sees in its image; absent if there is no such image. Called on the server's thread: must not block. */
    @FunctionalInterface
    public interface Answers extends Function<DetectLabelsCall, Optional<StubAnswer>> {}

    /** The operation as {@link When#operation} names it. */
    public static final String DETECT_LABELS = "DetectLabels";

    private static final String JSON_1_1 = "application/x-amz-json-1.1";
    private static final String TARGET = "RekognitionService." + DETECT_LABELS;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MOST_BYTES = 5_242_880;
    private static final int MOST_OBJECT_BYTES = 15_728_640;
    private static final JsonFactory JSON = new JsonFactory();
    private static final StubLabel[] DEER = {
        StubLabel.of("Animal", 99.5),
        StubLabel.of("Deer", 99.5, "Animal", "Mammal", "Wildlife"),
        StubLabel.of("Mammal", 99.5, "Animal"),
        StubLabel.of("Wildlife", 99.5, "Animal"),
        StubLabel.of("Antelope", 71.25, "Animal", "Mammal", "Wildlife")
    };

    private final HttpStandIn server;
    private final FaultBook faults = new FaultBook();
    private final Quota quota = new Quota(System::nanoTime);
    private final Arrivals arrivals = new Arrivals("DetectLabels requests");
    private final AtomicLong served = new AtomicLong();
    private final AtomicLong throttled = new AtomicLong();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger maxInFlight = new AtomicInteger();
    private final Queue<DetectLabelsCall> calls = new ConcurrentLinkedQueue<>();
    private final Map<String, StubAnswer> byKey = new ConcurrentHashMap<>();
    private final Map<String, StubAnswer> bySuffix = new ConcurrentHashMap<>();
    private volatile Answers others = call -> Optional.empty();
    private volatile BiPredicate<String, String> objectExists = (bucket, key) -> true;
    private volatile BiPredicate<String, Optional<String>> bucketIsReadable = (bucket, region) -> true;
    private volatile Optional<String> requiredAccessKeyId = Optional.empty();
    private volatile Fault throttle = error("ProvisionedThroughputExceededException");
    private volatile Latency latency = new Latency(0, 0, 0);
    private volatile boolean recording = true;
    private volatile BiFunction<String, String, Optional<byte[]>> objectContent = (bucket, key) -> Optional.empty();
    private volatile boolean checkingFormat;

    private record Latency(long meanNanos, long jitterNanos, long seed) {
        long of(String name, long count) {
            if (jitterNanos == 0) {
                return meanNanos;
            }
            return meanNanos + (long) ((2 * Chance.draw(seed, name, count) - 1) * jitterNanos);
        }
    }

    private RekognitionServer(int port) {
        server = HttpStandIn.start("rekognition", port, this::reply);
    }

    /** Starts on a free port; no image is known. */
    public static RekognitionServer start() {
        return start(0);
    }

    /** Starts on that port. */
    public static RekognitionServer start(int port) {
        return new RekognitionServer(port);
    }

    /** For {@code endpointOverride}, {@code --endpoint-url} or {@code AWS_ENDPOINT_URL_REKOGNITION}. */
    public URI endpoint() {
        return server.endpoint();
    }

    /** The labels of the image of that key, or of the bytes with that SHA-256 in hex. */
    public RekognitionServer answer(String key, StubLabel... labels) {
        return answer(key, StubAnswer.of(labels));
    }

    /** The answer for the image of that key, or of the bytes with that SHA-256 in hex. */
    public RekognitionServer answer(String key, StubAnswer answer) {
        byKey.put(key, answer);
        return this;
    }

    /** The labels of an image that is sent as these bytes. */
    public RekognitionServer answerBytes(byte[] image, StubLabel... labels) {
        return answer(DetectLabelsCall.sha256(image), StubAnswer.of(labels));
    }

    /** The labels of images whose key ends so, unless they have an answer by key or a longer suffix. */
    public RekognitionServer answerSuffix(String suffix, StubLabel... labels) {
        bySuffix.put(suffix, StubAnswer.of(labels));
        return this;
    }

    /** The labels of all other images. */
    public RekognitionServer answerOthers(StubLabel... labels) {
        StubAnswer answer = StubAnswer.of(labels);
        return answerOthers(call -> Optional.of(answer));
    }

    /** The answers for all other images. */
    public RekognitionServer answerOthers(Answers answers) {
        others = answers;
        return this;
    }

    /** Answers only for objects that are there: bucket and key are put to this test, bytes are not. */
    public RekognitionServer seeing(BiPredicate<String, String> exists) {
        objectExists = exists;
        return this;
    }

    /**
     * Answers only for objects of that store, of buckets in the region of the call and whose owner pays. Any other becomes
     * {@code InvalidS3ObjectException}.
     */
    public RekognitionServer seeing(FakeS3 store) {
        objectContent = (bucket, key) -> store.get(bucket, key).map(StubObject::content);
        bucketIsReadable = (bucket, region) -> store.isReadableFrom(bucket, region);
        return seeing(store::exists);
    }

    /**
     * Images that are neither JPEG nor PNG by their first bytes get {@code InvalidImageFormatException}, and objects of more than
     * 15 MB {@code ImageTooLargeException}.
     */
    public RekognitionServer checkingFormat() {
        checkingFormat = true;
        return this;
    }

    /** Any other access key id gets {@code UnrecognizedClientException}, no signature {@code MissingAuthenticationTokenException}. */
    public RekognitionServer requiringAccessKeyId(String accessKeyId) {
        requiredAccessKeyId = Optional.of(accessKeyId);
        return this;
    }

    /** Answers take so long, evenly spread over mean ± jitter; throttled and failed ones come at once. */
    public RekognitionServer latency(Duration mean, Duration jitter) {
        return latency(mean, jitter, 1);
    }

    /** The same with another seed. */
    public RekognitionServer latency(Duration mean, Duration jitter, long seed) {
        latency = new Latency(mean.toNanos(), jitter.toNanos(), seed);
        return this;
    }

    /** From now on that many calls a second and that many at once; whatever comes above it is throttled. */
    public RekognitionServer quota(double perSecond, int burst) {
        quota.set(perSecond, burst);
        return this;
    }

    /** No quota any more. */
    public RekognitionServer unlimited() {
        quota.set(Double.POSITIVE_INFINITY, 1);
        return this;
    }

    /** What a call above the quota gets; at first {@code ProvisionedThroughputExceededException}. */
    public RekognitionServer throttlingWith(Fault fault) {
        throttle = fault;
        return this;
    }

    /** From now on these requests fail like that. */
    public RekognitionServer inject(Fault fault, When when) {
        faults.add(fault, when);
        return this;
    }

    /** Takes all injected faults away. */
    public RekognitionServer clearFaults() {
        faults.clear();
        return this;
    }

    /** Keeps no list of calls, for runs whose memory matters; the counts go on. */
    public RekognitionServer notRecording() {
        recording = false;
        return this;
    }

    /** How many requests have arrived, throttled and failed ones included. */
    public long requests() {
        return arrivals.count();
    }

    /** How many requests have got labels, so would have been paid for. */
    public long served() {
        return served.get();
    }

    /** How many requests were above the quota. */
    public long throttled() {
        return throttled.get();
    }

    /** How many requests wait for their answer now. */
    public int inFlight() {
        return inFlight.get();
    }

    /** The most requests that ever waited for their answers together; without latency or held answers never more than 1. */
    public int maxInFlight() {
        return maxInFlight.get();
    }

    /** Every request in order of arrival, throttled and failed ones included. */
    public List<DetectLabelsCall> calls() {
        return List.copyOf(calls);
    }

    /** The requests for that key, or for the bytes with that SHA-256. */
    public List<DetectLabelsCall> calls(String key) {
        return calls.stream().filter(call -> call.name().equals(key)).toList();
    }

    /** The keys asked for, in order of arrival, with repetitions. */
    public List<String> keys() {
        return calls.stream().map(DetectLabelsCall::name).toList();
    }

    /** Waits until that many requests have arrived since the start, at most a minute. */
    public void awaitRequests(long count) throws InterruptedException {
        arrivals.await(count, PATIENCE);
    }

    /** Runs the action when that many requests have arrived, before the last of them is answered. */
    public RekognitionServer atRequest(long count, Runnable action) {
        arrivals.at(count, action);
        return this;
    }

    /**
     * An error of Rekognition with its status and a text like the real one.
     *
     * @param code the name of the exception; unknown ones are 400
     */
    public static Fault error(String code) {
        int status = switch (code) {
            case "InternalServerError", "InternalFailure" -> 500;
            case "ServiceUnavailableException" -> 503;
            default -> 400;
        };
        String message = switch (code) {
            case "InvalidS3ObjectException" ->
                "Unable to get object metadata from S3. Check object key, region and/or access permissions.";
            case "InvalidParameterException" -> "Request has invalid parameters";
            case "ImageTooLargeException" -> "Image size is too large, it should be at most 15728640 bytes";
            case "InvalidImageFormatException" -> "Request has invalid image format";
            case "AccessDeniedException" ->
                "User: arn:aws:iam::123456789012:user/test is not authorized to perform: rekognition:DetectLabels"
                        + " because no identity-based policy allows the rekognition:DetectLabels action";
            case "ProvisionedThroughputExceededException" -> "Provisioned rate exceeded";
            case "ThrottlingException" -> "Rate exceeded";
            case "ExpiredTokenException" -> "The security token included in the request is expired";
            case "UnrecognizedClientException" -> "The security token included in the request is invalid.";
            case "InternalServerError" -> "Internal server error";
            default -> code;
        };
        return Fault.error(status, code, message);
    }

    /** Answers a request; also for a server that stands in for several services. */
    HttpReply reply(HttpRequest request) {
        if (!request.header("X-Amz-Target").filter(TARGET::equals).isPresent()) {
            return written(error("UnknownOperationException"));
        }
        DetectLabelsCall call;
        try {
            call = DetectLabelsCall.read(request.body());
        } catch (IOException e) {
            return written(error("SerializationException"));
        }
        if (recording) {
            calls.add(call);
        }
        int now = inFlight.incrementAndGet();
        maxInFlight.accumulateAndGet(now, Math::max);
        long number = arrivals.arrive();
        return decide(request, call, number).whenDone(inFlight::decrementAndGet);
    }

    private HttpReply decide(HttpRequest request, DetectLabelsCall call, long number) {
        Optional<Fault> unknownCaller = credentialsFault(request);
        if (unknownCaller.isPresent()) {
            return written(unknownCaller.get());
        }
        if (!quota.take()) {
            throttled.incrementAndGet();
            return throttle.isError() ? written(throttle) : throttle.spoil(HttpReply.of(200));
        }
        Optional<Fault> fault = faults.faultOf(new When.Subject(DETECT_LABELS, call.bucket(), List.of(call.name())));
        if (fault.isPresent() && fault.get().isError()) {
            if (fault.get().actsFirst()) {
                served.incrementAndGet();
            }
            return written(fault.get());
        }
        boolean readable = call.isBytes() || bucketIsReadable.test(call.bucket(), request.signingRegion());
        HttpReply answer = readable ? answer(call, number) : written(error("InvalidS3ObjectException"));
        return fault.isPresent() ? fault.get().spoil(answer) : answer;
    }

    private Optional<Fault> credentialsFault(HttpRequest request) {
        if (requiredAccessKeyId.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> given = request.accessKeyId();
        if (given.isEmpty()) {
            return Optional.of(error("MissingAuthenticationTokenException"));
        }
        return given.equals(requiredAccessKeyId) ? Optional.empty() : Optional.of(error("UnrecognizedClientException"));
    }

    private HttpReply answer(DetectLabelsCall call, long number) {
        int maxLabels = call.maxLabels().orElse(1000);
        double minConfidence = call.minConfidence().orElse(55);
        if (maxLabels < 0 || maxLabels > 1000 || !(minConfidence >= 0 && minConfidence <= 100)) {
            return written(error("InvalidParameterException"));
        }
        if (call.imageBytes() > MOST_BYTES) {
            return written(error("ImageTooLargeException"));
        }
        Optional<String> fault = checkingFormat ? formatFault(call) : Optional.empty();
        if (fault.isPresent()) {
            return written(error(fault.get()));
        }
        Optional<StubAnswer> answer =
                call.isBytes() || objectExists.test(call.bucket(), call.name()) ? answerOf(call) : Optional.empty();
        if (answer.isEmpty()) {
            return written(error(call.isBytes() ? "InvalidImageFormatException" : "InvalidS3ObjectException"));
        }
        served.incrementAndGet();
        return HttpReply.of(200, JSON_1_1, answer.get().json(maxLabels, minConfidence))
                .header("x-amzn-RequestId", "00000000-0000-4000-8000-" + (100_000_000_000L + number))
                .delayedNanos(latency.of(call.name(), number));
    }

    private Optional<String> formatFault(DetectLabelsCall call) {
        Optional<byte[]> object = call.isBytes() ? Optional.empty() : objectContent.apply(call.bucket(), call.name());
        if (object.filter(content -> content.length > MOST_OBJECT_BYTES).isPresent()) {
            return Optional.of("ImageTooLargeException");
        }
        return call.imageFormat()
                .or(() -> object.map(DetectLabelsCall::formatOf))
                .filter("other"::equals)
                .map(format -> "InvalidImageFormatException");
    }

    private Optional<StubAnswer> answerOf(DetectLabelsCall call) {
        StubAnswer exact = byKey.get(call.name());
        if (exact != null) {
            return Optional.of(exact);
        }
        Optional<StubAnswer> longest = bySuffix.entrySet().stream()
                .filter(entry -> call.name().endsWith(entry.getKey()))
                .max(Comparator.comparingInt(entry -> entry.getKey().length()))
                .map(Map.Entry::getValue);
        return longest.isPresent() ? longest : others.apply(call);
    }

    private static HttpReply written(Fault error) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("__type", error.code());
            json.writeStringField("Message", error.message());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return HttpReply.of(error.status(), JSON_1_1, bytes.toByteArray())
                .header("x-amzn-RequestId", "00000000-0000-4000-8000-000000000000");
    }

    /** Closes every connection; requests that hang end with it. */
    @Override
    public void close() {
        server.close();
    }

    /**
     * Runs the stand-in by itself until the process is ended.
     *
     * @param arguments {@code --port N} (default 0: a free one), {@code --tps N} (quota, burst of one second; default none),
     *     {@code --latency-ms N}, {@code --jitter-ms N}
     */
    public static void main(String[] arguments) throws InterruptedException {
        Map<String, String> options = Options.parse(arguments, "port", "tps", "latency-ms", "jitter-ms");
        RekognitionServer server = start(Integer.parseInt(options.getOrDefault("port", "0")));
        server.notRecording().serveDeerAndPersons(options);
        System.out.println(server.endpoint());
        server.server.awaitClosed();
    }

    /** Every key that ends in {@code 0.jpg}, but the first, is a person, and all others are deer. */
    public RekognitionServer answerDeerAndPersons() {
        answerSuffix("0.jpg", StubLabel.person(97.5), StubLabel.of("Clothing", 90));
        answerSuffix("0000000.jpg", DEER);
        return answerOthers(DEER);
    }

    /** What the stand-ins show that are started by hand. */
    void serveDeerAndPersons(Map<String, String> options) {
        answerDeerAndPersons();
        latency(
                Duration.ofMillis(Long.parseLong(options.getOrDefault("latency-ms", "0"))),
                Duration.ofMillis(Long.parseLong(options.getOrDefault("jitter-ms", "0"))));
        if (options.containsKey("tps")) {
            double tps = Double.parseDouble(options.get("tps"));
            quota(tps, (int) Math.max(1, tps));
        }
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> System.err.printf(
                        "requests %d, served %d, throttled %d, most in flight %d%n",
                        requests(), served(), throttled(), maxInFlight())));
    }
}
