package io.github.labelverifier.testing;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntFunction;

/**
 * A small Amazon S3 over HTTP on 127.0.0.1, for what {@link S3Server} lacks: versions and delete markers, conditional deletes, regions,
 * faults, and a record of every operation.
 *
 * <p>The methods on objects ({@link #put}, {@link #get}, {@link #keys}, ...) act at once, and are neither recorded nor hit by faults.
 * Signatures are not checked. Thread-safe.
 *
 * <pre>{@code
 * try (FakeS3 s3 = FakeS3.start()) {
 *     s3.createBucket("photos").versioning("photos", Versioning.ENABLED);
 *     s3.put("photos", "deer/1.jpg", "content");
 *     s3.inject(Fault.resetMidway(), When.operation("DeleteObjects").nth(1)); // deleted, and the answer lost
 *     s3.injectPerKey(FakeS3.error("AccessDenied"), When.key("deer/3.jpg"));
 *     ...
 *     assertThat(s3.count("ListObjectsV2")).isZero();
 * }
 * }</pre>
 */
public final class FakeS3 implements AutoCloseable {
    /** What a conditional deletion of a key that is not there gets: AWS's guide does not say it, and stores differ. */
    public enum Absent {
        /** 404 {@code NoSuchKey}. */
        NOT_FOUND,
        /** 412 {@code PreconditionFailed}. */
        PRECONDITION_FAILED,
        /** It counts as deleted, as without a condition. */
        DELETED
    }

    /** The region of buckets made without one. */
    public static final String DEFAULT_REGION = "us-east-1";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpStandIn server;
    private final FaultBook faults = new FaultBook();
    private final FaultBook keyFaults = new FaultBook();
    private final Map<String, S3Bucket> buckets = new ConcurrentHashMap<>();
    private final Queue<S3Exchange> exchanges = new ConcurrentLinkedQueue<>();
    private final Map<String, Arrivals> arrivals = new ConcurrentHashMap<>();
    private final S3Settings settings = new S3Settings();
    private final S3Operations operations = new S3Operations(buckets, settings, keyFaults);
    private volatile Clock clock = Clock.systemUTC();
    private volatile long latencyNanos;
    private volatile long jitterNanos;
    private long answered;

    private FakeS3(int port) {
        server = HttpStandIn.start("fake-s3", port, this::reply);
    }

    /** Starts on a free port, without buckets. */
    public static FakeS3 start() {
        return start(0);
    }

    /** Starts on that port, without buckets. */
    public static FakeS3 start(int port) {
        return new FakeS3(port);
    }

    /** For {@code endpointOverride}, {@code --endpoint-url} or {@code AWS_ENDPOINT_URL_S3}; an address, so path style is taken. */
    public URI endpoint() {
        return server.endpoint();
    }

    /**
     * The same server by the name {@code localhost}, where the SDK asks for {@code BUCKET.localhost} unless path style is forced. That
     * name resolves only on some systems.
     */
    public URI namedEndpoint() {
        return URI.create(endpoint().toString().replace("127.0.0.1", "localhost"));
    }

    /** Makes a bucket in {@link #DEFAULT_REGION}. */
    public FakeS3 createBucket(String bucket) {
        return createBucket(bucket, DEFAULT_REGION);
    }

    /** Makes a bucket; requests signed for another region are redirected (301). */
    public FakeS3 createBucket(String bucket, String region) {
        buckets.put(bucket, new StoredBucket(region, tickingClock()));
        return this;
    }

    /** Whoever asks for something in a bucket and does not say that they pay gets 403 {@code AccessDenied}. */
    public FakeS3 requesterPays(String bucket) {
        settings.requesterPays.add(bucket);
        return this;
    }

    /** Whether another service of a region, if that is known, can read from a bucket. */
    boolean isReadableFrom(String bucket, Optional<String> region) {
        S3Bucket there = buckets.get(bucket);
        return !settings.requesterPays.contains(bucket)
                && (there == null || region.isEmpty() || region.get().equals(there.region()));
    }

    /** Makes a bucket of that many small images, {@code PREFIX0000000.jpg} and so on, that are not stored; deletions are remembered. */
    public FakeS3 createVirtualBucket(String bucket, String prefix, int count) {
        StubObject example = StubObject.of("").lastModified(Instant.parse("2026-01-02T03:04:05Z"));
        return createVirtualBucket(
                bucket,
                count,
                i -> prefix + padded(Integer.toString(i), 7) + ".jpg",
                i -> example.etag(padded(Integer.toHexString(i), 32)).size(50_000 + i % 1000));
    }

    /** Much faster than a format, which matters with a million keys. */
    private static String padded(String digits, int width) {
        return "0".repeat(width - digits.length()) + digits;
    }

    /**
     * Makes a bucket whose objects are not stored.
     *
     * @param keys the key of every number from 0, ascending in UTF-8 binary order
     * @param objects the object of every number
     */
    public FakeS3 createVirtualBucket(
            String bucket, int count, IntFunction<String> keys, IntFunction<StubObject> objects) {
        buckets.put(bucket, new VirtualBucket(DEFAULT_REGION, count, keys, objects));
        return this;
    }

    /** Sets the versioning state of a bucket. */
    public synchronized FakeS3 versioning(String bucket, Versioning state) {
        bucket(bucket).versioning(state);
        return this;
    }

    /** Puts an object, without a trace in the record; its ETag. */
    public String put(String bucket, String key, String content) {
        return put(bucket, key, StubObject.of(content));
    }

    /** Puts an object, without a trace in the record; its ETag. */
    public String put(String bucket, String key, byte[] content) {
        return put(bucket, key, StubObject.of(content));
    }

    /** Puts an object, without a trace in the record; its ETag. */
    public synchronized String put(String bucket, String key, StubObject object) {
        StubObject kept = settings.kept(object);
        bucket(bucket).put(key, kept);
        return kept.etag();
    }

    /** Deletes as a client without a condition would; the id of the delete marker, if one was made. */
    public synchronized Optional<String> delete(String bucket, String key) {
        return bucket(bucket).delete(key).versionId();
    }

    /** Whether a GET would find the key. */
    public boolean exists(String bucket, String key) {
        return get(bucket, key).isPresent();
    }

    /** The current object. */
    public synchronized Optional<StubObject> get(String bucket, String key) {
        return Optional.ofNullable(buckets.get(bucket)).flatMap(b -> b.current(key));
    }

    /** The ETag of the current object, without quotes. */
    public String etag(String bucket, String key) {
        return get(bucket, key).orElseThrow().etag();
    }

    /** The keys that a listing would show, in its order. */
    public List<String> keys(String bucket) {
        return keys(bucket, "");
    }

    /** The keys below a prefix that a listing would show, in its order. */
    public synchronized List<String> keys(String bucket, String prefix) {
        List<String> keys = new ArrayList<>();
        for (Iterator<S3Bucket.Entry> i = bucket(bucket).from(prefix); i.hasNext(); ) {
            S3Bucket.Entry entry = i.next();
            if (!entry.key().startsWith(prefix)) {
                break;
            }
            if (entry.current().isPresent()) {
                keys.add(entry.key());
            }
        }
        return keys;
    }

    /** All versions of a key, newest first. */
    public synchronized List<StubVersion> versions(String bucket, String key) {
        return bucket(bucket).entry(key).map(e -> List.copyOf(e.versions())).orElse(List.of());
    }

    private S3Bucket bucket(String name) {
        S3Bucket bucket = buckets.get(name);
        if (bucket == null) {
            throw new IllegalArgumentException("no bucket " + name);
        }
        return bucket;
    }

    private Clock tickingClock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return clock.getZone();
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return clock.withZone(zone);
            }

            @Override
            public Instant instant() {
                return clock.instant();
            }
        };
    }

    /** Where the times of objects come from. */
    public FakeS3 clock(Clock other) {
        clock = other;
        return this;
    }

    /** The most keys on a page of a listing, if the client asks for no fewer; 1,000 at first. */
    public FakeS3 pageSize(int keys) {
        settings.pageSize = keys;
        return this;
    }

    /** Acts like a store that has never heard of {@code If-Match} on deletions and of conditions on copies. */
    public FakeS3 ignoringConditions() {
        settings.ignoringConditions = true;
        return this;
    }

    /** From now on every object that is put gets this ETag, whatever its content, as on stores that compute none. */
    public FakeS3 givingAllTheEtag(String etag) {
        settings.oneEtag = Optional.of(etag);
        return this;
    }

    /** Acts like a store that knows no request with a condition, neither a copy nor a put nor a deletion: 501. */
    public FakeS3 refusingConditions() {
        settings.refusingConditionsOfWrites = true;
        settings.refusingConditionsOfDeletions = true;
        return this;
    }

    /** Acts like Ceph: an answer of 404 does not say that a delete marker stands where the object was. */
    public FakeS3 likeCeph() {
        settings.hidingDeleteMarkers = true;
        return this;
    }

    /** The answer to a deletion does not say that it made a delete marker, nor which. */
    public FakeS3 namingNoMarkers() {
        settings.namingNoMarkers = true;
        return this;
    }

    /** Errors have no {@code x-amz-request-id}, as with some small stores: a 404 to a HEAD has no sign of S3 then. */
    public FakeS3 withoutRequestIds() {
        settings.withoutRequestIds = true;
        return this;
    }

    /** Acts like Swift: like {@link #likeCeph}, a put or copy under a condition is 501, and a deletion's condition is passed over. */
    public FakeS3 likeSwift() {
        settings.hidingDeleteMarkers = true;
        settings.refusingConditionsOfWrites = true;
        settings.ignoringConditionsOfDeletions = true;
        return this;
    }

    /** Gives a bucket a second name, as an access point's alias does: the same objects are under both. */
    public FakeS3 alias(String alias, String bucket) {
        buckets.put(alias, bucket(bucket));
        return this;
    }

    /** What a conditional deletion of an absent key gets; {@link Absent#NOT_FOUND} at first. */
    public FakeS3 absent(Absent behaviour) {
        settings.absent = behaviour;
        return this;
    }

    /** Copies get an ETag of their own, as with other encryption or multipart. */
    public FakeS3 changingEtagsOnCopy() {
        settings.changingEtagsOnCopy = true;
        return this;
    }

    /** In listings a blank of a key is {@code %20}, and a plus sign stays one, as with some other stores. */
    public FakeS3 leavingPluses() {
        settings.leavingPluses = true;
        return this;
    }

    /** DeleteObjects without Content-MD5 is refused, as some other stores do. */
    public FakeS3 requiringContentMd5() {
        settings.requiringContentMd5 = true;
        return this;
    }

    /**
     * A look at these keys says this as well, such as {@code x-amz-archive-status}. An object with {@code x-amz-restore:
     * ongoing-request="false"} can be read although its class is that of an archive, and listings that are asked say so.
     */
    public FakeS3 telling(String key, String header, String value) {
        settings.told.put(key, Map.of(header, value));
        return this;
    }

    /** A listing that is asked for {@code x-amz-optional-object-attributes} is refused, as by stores that do not know it. */
    public FakeS3 refusingOptionalAttributes() {
        settings.refusingOptionalAttributes = true;
        return this;
    }

    /** Any other access key id gets 403 {@code InvalidAccessKeyId}, an anonymous request 403 {@code AccessDenied}. */
    public FakeS3 requiringAccessKeyId(String accessKeyId) {
        settings.requiredAccessKeyId = Optional.of(accessKeyId);
        return this;
    }

    /** From now on every signed request gets 400 {@code ExpiredToken}. */
    public FakeS3 expireCredentials() {
        settings.expired = true;
        return this;
    }

    /** Every answer takes so long, evenly spread over mean ± jitter. */
    public FakeS3 latency(Duration mean, Duration jitter) {
        latencyNanos = mean.toNanos();
        jitterNanos = jitter.toNanos();
        return this;
    }

    /** From now on these requests fail like that. A DeleteObjects meets {@link When#key} if any of its keys does. */
    public FakeS3 inject(Fault fault, When when) {
        faults.add(fault, when);
        return this;
    }

    /**
     * From now on these keys of DeleteObjects fail like that inside an answer of 200.
     *
     * @param fault an error or {@link Fault#leftOut}; with {@link Fault#afterActing} the key is deleted all the same
     * @param when which keys; each is a request of the operation {@code DeleteObjects} with one key
     */
    public FakeS3 injectPerKey(Fault fault, When when) {
        keyFaults.add(fault, when);
        return this;
    }

    /** Takes all injected faults away. */
    public FakeS3 clearFaults() {
        faults.clear();
        keyFaults.clear();
        return this;
    }

    /** Every request so far. */
    public List<S3Exchange> exchanges() {
        return List.copyOf(exchanges);
    }

    /** Every request of that operation so far. */
    public List<S3Exchange> exchanges(String operation) {
        return exchanges.stream()
                .filter(exchange -> exchange.operation().equals(operation))
                .toList();
    }

    /** How many requests of that operation have arrived. */
    public long count(String operation) {
        return arrivalsOf(operation).count();
    }

    /** Forgets the record, not the counts that are waited for. */
    public FakeS3 forgetExchanges() {
        exchanges.clear();
        return this;
    }

    /** Waits until that many requests of that operation have arrived since the start, at most a minute. */
    public void await(String operation, long count) throws InterruptedException {
        arrivalsOf(operation).await(count, PATIENCE);
    }

    /** Runs the action when that many requests of that operation have arrived, before the last of them is acted upon. */
    public FakeS3 at(String operation, long count, Runnable action) {
        arrivalsOf(operation).at(count, action);
        return this;
    }

    private Arrivals arrivalsOf(String operation) {
        return arrivals.computeIfAbsent(operation, name -> new Arrivals(name + " requests"));
    }

    /**
     * An error of S3 with its status and a text like the real one.
     *
     * @param code such as {@code SlowDown}; unknown ones are 400
     */
    public static Fault error(String code) {
        return S3Errors.of(code);
    }

    /** Answers a request; also for a server that stands in for several services. */
    HttpReply reply(HttpRequest request) {
        S3Address address = S3Address.of(request);
        List<String> keys = S3Operations.keysOf(address, request);
        arrivalsOf(address.operation()).arrive();
        synchronized (this) {
            Optional<Fault> fault = faults.faultOf(new When.Subject(address.operation(), address.bucket(), keys));
            HttpReply reply = fault.isPresent() && !fault.get().actsFirst()
                    ? HttpReply.of(200)
                    : operations.act(address, request);
            int status = fault.isPresent() && !fault.get().actsFirst() ? 0 : reply.status();
            exchanges.add(new S3Exchange(
                    address.operation(),
                    request.method(),
                    address.bucket(),
                    keys,
                    address.query(),
                    request.headers(),
                    status));
            if (fault.isPresent() && fault.get().isError()) {
                return S3Errors.reply(fault.get(), address, request, !settings.withoutRequestIds);
            }
            HttpReply timely = reply.delayedNanos(latency(address));
            return fault.isPresent() ? fault.get().spoil(timely) : timely;
        }
    }

    private long latency(S3Address address) {
        answered++;
        double spread = 2 * Chance.draw(1, address.key(), answered) - 1;
        return latencyNanos + (long) (spread * jitterNanos);
    }

    /** Closes every connection; requests that hang end with it. */
    @Override
    public void close() {
        server.close();
    }
}
