package io.github.labelverifier.testing;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.xml.stream.XMLStreamException;

/** The operations of {@link FakeS3}. The caller sees to it that one is carried out at a time. */
final class S3Operations {
    private static final DateTimeFormatter HTTP_TIME = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final int MOST_KEYS = 1000;
    private static final String META = "x-amz-meta-";

    private final Map<String, S3Bucket> buckets;
    private final S3Settings settings;
    private final FaultBook keyFaults;

    S3Operations(Map<String, S3Bucket> buckets, S3Settings settings, FaultBook keyFaults) {
        this.buckets = buckets;
        this.settings = settings;
        this.keyFaults = keyFaults;
    }

    /** The keys that a request names, as far as they can be read. */
    static List<String> keysOf(S3Address address, HttpRequest request) {
        if (!address.operation().equals("DeleteObjects")) {
            return address.key().isEmpty() ? List.of() : List.of(address.key());
        }
        try {
            return S3Xml.readDelete(AwsChunked.decode(request)).stream()
                    .filter(object -> object.containsKey("Key"))
                    .map(object -> object.get("Key"))
                    .toList();
        } catch (XMLStreamException e) {
            return List.of();
        }
    }

    HttpReply act(S3Address address, HttpRequest request) {
        try {
            checkCaller(request);
            return switch (address.operation()) {
                case "ListBuckets" -> listBuckets();
                case "CreateBucket" -> createBucket(address);
                case "GetBucketLocation" -> location(bucket(address));
                default -> {
                    S3Bucket bucket = bucketHere(address, request);
                    checkPayer(address, request);
                    yield actInRegion(address, request, bucket);
                }
            };
        } catch (S3Refusal e) {
            HttpReply reply = S3Errors.reply(e.error(), address, request, !settings.withoutRequestIds);
            return settings.hidingDeleteMarkers ? e.addRegion(reply) : e.addHeaders(reply);
        }
    }

    private HttpReply actInRegion(S3Address address, HttpRequest request, S3Bucket bucket) {
        return switch (address.operation()) {
            case "HeadBucket" -> HttpReply.of(200).header("x-amz-bucket-region", bucket.region());
            case "GetBucketVersioning" -> versioning(bucket);
            case "ListObjectsV2" -> listObjects(address, bucket, request);
            case "ListObjectVersions" -> listVersions(address, bucket);
            case "HeadObject", "GetObject" -> getObject(address, request, bucket);
            case "GetObjectTagging" -> getTagging(address, bucket);
            case "PutObject" -> putObject(address, request, bucket);
            case "CopyObject" -> copyObject(address, request, bucket);
            case "DeleteObject" -> deleteObject(address, request, bucket);
            case "DeleteObjects" -> deleteObjects(address, request, bucket);
            default -> throw S3Refusal.of("NotImplemented");
        };
    }

    private void checkCaller(HttpRequest request) {
        Optional<String> accessKeyId = request.accessKeyId();
        if (settings.expired && accessKeyId.isPresent()) {
            throw S3Refusal.of("ExpiredToken");
        }
        if (settings.requiredAccessKeyId.isPresent() && !settings.requiredAccessKeyId.equals(accessKeyId)) {
            throw S3Refusal.of(accessKeyId.isPresent() ? "InvalidAccessKeyId" : "AccessDenied");
        }
    }

    private void checkPayer(S3Address address, HttpRequest request) {
        boolean pays = request.header("x-amz-request-payer")
                        .filter("requester"::equals)
                        .isPresent()
                || "requester".equals(address.query().get("x-amz-request-payer"));
        if (settings.requesterPays.contains(address.bucket())
                && !pays
                && !address.operation().equals("HeadBucket")) {
            throw S3Refusal.of("AccessDenied");
        }
    }

    private S3Bucket bucket(S3Address address) {
        S3Bucket bucket = buckets.get(address.bucket());
        if (bucket == null) {
            throw S3Refusal.of("NoSuchBucket");
        }
        return bucket;
    }

    private S3Bucket bucketHere(S3Address address, HttpRequest request) {
        S3Bucket bucket = bucket(address);
        if (request.signingRegion()
                .filter(region -> !region.equals(bucket.region()))
                .isPresent()) {
            throw S3Refusal.redirect(bucket.region());
        }
        return bucket;
    }

    // buckets

    private HttpReply listBuckets() {
        S3Xml xml = S3Xml.document("ListAllMyBucketsResult").start("Buckets");
        buckets.keySet().stream()
                .sorted()
                .forEach(name -> xml.start("Bucket")
                        .element("Name", name)
                        .element("CreationDate", Instant.EPOCH)
                        .end());
        return xml(xml);
    }

    private HttpReply createBucket(S3Address address) {
        buckets.putIfAbsent(address.bucket(), new StoredBucket(FakeS3.DEFAULT_REGION, Clock.systemUTC()));
        return HttpReply.of(200).header("Location", "/" + address.bucket());
    }

    private static HttpReply location(S3Bucket bucket) {
        String region = bucket.region().equals(FakeS3.DEFAULT_REGION) ? "" : bucket.region();
        return xml(S3Xml.document("LocationConstraint").content(region));
    }

    private static HttpReply versioning(S3Bucket bucket) {
        S3Xml xml = S3Xml.document("VersioningConfiguration");
        if (bucket.versioning() != Versioning.NEVER) {
            xml.element("Status", bucket.versioning().status());
        }
        return xml(xml);
    }

    // listings

    private HttpReply listObjects(S3Address address, S3Bucket bucket, HttpRequest request) {
        boolean withRestored =
                request.header("x-amz-optional-object-attributes").isPresent();
        if (withRestored && settings.refusingOptionalAttributes) {
            throw S3Refusal.of("NotImplemented");
        }
        Map<String, String> query = address.query();
        String prefix = query.getOrDefault("prefix", "");
        String delimiter = query.getOrDefault("delimiter", "");
        String startAfter = query.getOrDefault("start-after", "");
        Optional<String> token = Optional.ofNullable(query.get("continuation-token"));
        UnaryOperator<String> written = encoding(query);
        int limit = limit(query);
        String after = token.map(S3Operations::readToken).orElse(startAfter);

        List<S3Bucket.Entry> contents = new ArrayList<>();
        List<String> commonPrefixes = new ArrayList<>();
        String last = after;
        boolean truncated = false;
        String from = StoredBucket.KEY_ORDER.compare(after, prefix) > 0 ? after : prefix;
        for (Iterator<S3Bucket.Entry> entries = bucket.from(from); entries.hasNext(); ) {
            S3Bucket.Entry entry = entries.next();
            String key = entry.key();
            if (!key.startsWith(prefix)) {
                break;
            }
            boolean behind = !after.isEmpty() && StoredBucket.KEY_ORDER.compare(key, after) <= 0;
            boolean grouped = !delimiter.isEmpty()
                    && last.endsWith(delimiter)
                    && key.startsWith(last)
                    && last.length() > prefix.length();
            if (behind || grouped || entry.current().isEmpty()) {
                continue;
            }
            if (contents.size() + commonPrefixes.size() == limit) {
                truncated = true;
                break;
            }
            int cut = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
            if (cut >= 0) {
                last = key.substring(0, cut + delimiter.length());
                commonPrefixes.add(last);
            } else {
                last = key;
                contents.add(entry);
            }
        }

        S3Xml xml = S3Xml.document("ListBucketResult")
                .element("Name", address.bucket())
                .element("Prefix", written.apply(prefix))
                .element("MaxKeys", limit)
                .element("KeyCount", contents.size() + commonPrefixes.size())
                .element("IsTruncated", truncated)
                .element("EncodingType", Optional.ofNullable(query.get("encoding-type")))
                .element("ContinuationToken", token)
                .element(
                        "StartAfter",
                        Optional.ofNullable(query.get("start-after")).map(written));
        if (!delimiter.isEmpty()) {
            xml.element("Delimiter", written.apply(delimiter));
        }
        if (truncated) {
            xml.element("NextContinuationToken", makeToken(last));
        }
        for (S3Bucket.Entry entry : contents) {
            StubObject object = entry.current().orElseThrow();
            xml.start("Contents").element("Key", written.apply(entry.key()));
            describe(xml, object);
            if (withRestored && settings.isRestored(entry.key())) {
                xml.start("RestoreStatus")
                        .element("IsRestoreInProgress", false)
                        .element("RestoreExpiryDate", "2099-01-01T00:00:00Z")
                        .end();
            }
            xml.end();
        }
        commonPrefixes.forEach(common -> xml.start("CommonPrefixes")
                .element("Prefix", written.apply(common))
                .end());
        return xml(xml);
    }

    private HttpReply listVersions(S3Address address, S3Bucket bucket) {
        Map<String, String> query = address.query();
        String prefix = query.getOrDefault("prefix", "");
        String keyMarker = query.getOrDefault("key-marker", "");
        String versionMarker = query.getOrDefault("version-id-marker", "");
        UnaryOperator<String> written = encoding(query);
        int limit = limit(query);

        S3Xml versions = S3Xml.fragment();
        boolean truncated = false;
        int count = 0;
        String lastKey = "";
        String lastVersion = "";
        String from = StoredBucket.KEY_ORDER.compare(keyMarker, prefix) > 0 ? keyMarker : prefix;
        for (Iterator<S3Bucket.Entry> entries = bucket.from(from); entries.hasNext() && !truncated; ) {
            S3Bucket.Entry entry = entries.next();
            if (!entry.key().startsWith(prefix)) {
                break;
            }
            boolean atMarker = entry.key().equals(keyMarker);
            boolean waiting = atMarker;
            if (atMarker && versionMarker.isEmpty()) {
                continue;
            }
            for (StubVersion version : entry.versions()) {
                if (waiting) {
                    waiting = !version.versionId().equals(versionMarker);
                    continue;
                }
                if (count == limit) {
                    truncated = true;
                    break;
                }
                count++;
                lastKey = entry.key();
                lastVersion = version.versionId();
                versions.start(version.isDeleteMarker() ? "DeleteMarker" : "Version")
                        .element("Key", written.apply(entry.key()))
                        .element("VersionId", version.versionId())
                        .element("IsLatest", version.equals(entry.versions().get(0)));
                if (version.isDeleteMarker()) {
                    versions.element("LastModified", version.lastModified());
                } else {
                    describe(versions, version.object().orElseThrow());
                }
                versions.end();
            }
        }
        S3Xml xml = S3Xml.document("ListVersionsResult")
                .element("Name", address.bucket())
                .element("Prefix", written.apply(prefix))
                .element("KeyMarker", written.apply(keyMarker))
                .element("VersionIdMarker", versionMarker)
                .element("MaxKeys", limit)
                .element("EncodingType", Optional.ofNullable(query.get("encoding-type")))
                .element("IsTruncated", truncated);
        if (truncated) {
            xml.element("NextKeyMarker", written.apply(lastKey)).element("NextVersionIdMarker", lastVersion);
        }
        return xml(xml.append(versions));
    }

    private static S3Xml describe(S3Xml xml, StubObject object) {
        return xml.element("LastModified", object.lastModified())
                .element("ETag", quoted(object.etag()))
                .element("Size", object.size())
                .element("StorageClass", object.storageClass());
    }

    private int limit(Map<String, String> query) {
        int asked = Integer.parseInt(query.getOrDefault("max-keys", "1000"));
        return Math.min(Math.min(asked, MOST_KEYS), settings.pageSize);
    }

    private UnaryOperator<String> encoding(Map<String, String> query) {
        if (!"url".equals(query.get("encoding-type"))) {
            return UnaryOperator.identity();
        }
        return settings.leavingPluses ? S3Xml::urlEncodeButPluses : S3Xml::urlEncode;
    }

    private static String makeToken(String last) {
        return Base64.getEncoder().encodeToString(("1" + last).getBytes(StandardCharsets.UTF_8));
    }

    private static String readToken(String token) {
        try {
            return new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8).substring(1);
        } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
            throw S3Refusal.of("InvalidArgument");
        }
    }

    // reading and writing

    private HttpReply getObject(S3Address address, HttpRequest request, S3Bucket bucket) {
        StubVersion version =
                find(bucket, address.key(), Optional.ofNullable(address.query().get("versionId")));
        StubObject object = version.object().orElseThrow();
        requireMatch(request.header("If-Match"), object);
        boolean get = address.operation().equals("GetObject");
        if (get && object.isArchived() && !settings.isRestored(address.key())) {
            throw S3Refusal.of("InvalidObjectState");
        }
        HttpReply reply = get ? HttpReply.of(200, object.contentType(), object.content()) : headReply(object);
        reply = reply.header("ETag", quoted(object.etag()))
                .header("Last-Modified", HTTP_TIME.format(object.lastModified()))
                .header("Accept-Ranges", "bytes");
        if (!object.storageClass().equals("STANDARD")) {
            reply = reply.header("x-amz-storage-class", object.storageClass());
        }
        if (!object.tagging().isEmpty()) {
            reply = reply.header(
                    "x-amz-tagging-count", String.valueOf(object.tagging().split("&").length));
        }
        for (Map.Entry<String, String> entry : settings.told(address.key()).entrySet()) {
            reply = reply.header(entry.getKey(), entry.getValue());
        }
        for (Map.Entry<String, String> entry : object.metadata().entrySet()) {
            reply = reply.header(META + entry.getKey(), entry.getValue());
        }
        return withVersion(reply, bucket, version);
    }

    private static HttpReply headReply(StubObject object) {
        return HttpReply.of(200)
                .header("Content-Type", object.contentType())
                .header("Content-Length", String.valueOf(object.size()));
    }

    /** The version that a read means; refuses absent keys and delete markers as S3 does. */
    private static StubVersion find(S3Bucket bucket, String key, Optional<String> versionId) {
        Optional<S3Bucket.Entry> entry = bucket.entry(key);
        if (versionId.isPresent()) {
            StubVersion version = entry.stream()
                    .flatMap(e -> e.versions().stream())
                    .filter(v -> v.versionId().equals(versionId.get()))
                    .findFirst()
                    .orElseThrow(() -> S3Refusal.of("NoSuchVersion"));
            if (version.isDeleteMarker()) {
                throw S3Refusal.deleteMarker("MethodNotAllowed");
            }
            return version;
        }
        StubVersion newest = entry.map(e -> e.versions().get(0)).orElseThrow(() -> S3Refusal.of("NoSuchKey"));
        if (newest.isDeleteMarker()) {
            throw S3Refusal.deleteMarker("NoSuchKey");
        }
        return newest;
    }

    private static HttpReply withVersion(HttpReply reply, S3Bucket bucket, StubVersion version) {
        return bucket.versioning() == Versioning.NEVER ? reply : reply.header("x-amz-version-id", version.versionId());
    }

    private HttpReply getTagging(S3Address address, S3Bucket bucket) {
        StubVersion version =
                find(bucket, address.key(), Optional.ofNullable(address.query().get("versionId")));
        S3Xml xml = S3Xml.document("Tagging").start("TagSet");
        for (String tag : version.object().orElseThrow().tagging().split("&", -1)) {
            int equals = tag.indexOf('=');
            if (equals > 0) {
                xml.start("Tag")
                        .element(
                                "Key",
                                HttpRequest.percentDecode(
                                        tag.substring(0, equals).replace('+', ' ')))
                        .element(
                                "Value",
                                HttpRequest.percentDecode(
                                        tag.substring(equals + 1).replace('+', ' ')))
                        .end();
            }
        }
        return xml(xml);
    }

    private HttpReply putObject(S3Address address, HttpRequest request, S3Bucket bucket) {
        requireWritable(request, bucket, address.key());
        StubObject object = settings.kept(withAttributes(StubObject.of(AwsChunked.decode(request)), request));
        StubVersion version = bucket.put(address.key(), object);
        return withVersion(HttpReply.of(200), bucket, version).header("ETag", quoted(object.etag()));
    }

    private void requireWritable(HttpRequest request, S3Bucket bucket, String key) {
        if (settings.ignoringConditions) {
            return;
        }
        if (settings.refusingConditionsOfWrites
                && (request.header("If-None-Match").isPresent()
                        || request.header("If-Match").isPresent()
                        || request.header("x-amz-copy-source-if-match").isPresent())) {
            throw S3Refusal.of("NotImplemented");
        }
        Optional<StubObject> there = bucket.current(key);
        if (request.header("If-None-Match").filter("*"::equals).isPresent() && there.isPresent()) {
            throw S3Refusal.of("PreconditionFailed");
        }
        Optional<String> match = request.header("If-Match");
        if (match.isPresent()) {
            requireMatch(match, there.orElseThrow(() -> S3Refusal.of("NoSuchKey")));
        }
    }

    private static StubObject withAttributes(StubObject object, HttpRequest request) {
        Map<String, String> metadata = new LinkedHashMap<>();
        request.headers().forEach((name, value) -> {
            if (name.startsWith(META)) {
                metadata.put(name.substring(META.length()), value);
            }
        });
        return object.metadata(metadata)
                .contentType(request.header("Content-Type").orElse("binary/octet-stream"))
                .tagging(request.header("x-amz-tagging").orElse(""))
                .storageClass(request.header("x-amz-storage-class").orElse("STANDARD"));
    }

    private HttpReply copyObject(S3Address address, HttpRequest request, S3Bucket bucket) {
        String source = request.header("x-amz-copy-source").orElseThrow();
        int question = source.indexOf("?versionId=");
        Optional<String> versionId =
                question < 0 ? Optional.empty() : Optional.of(source.substring(question + "?versionId=".length()));
        String path = HttpRequest.percentDecode(question < 0 ? source : source.substring(0, question));
        path = path.startsWith("/") ? path.substring(1) : path;
        int slash = path.indexOf('/');
        String sourceKey = path.substring(slash + 1);
        S3Bucket sourceBucket = Optional.ofNullable(buckets.get(path.substring(0, slash)))
                .orElseThrow(() -> S3Refusal.of("NoSuchBucket"));
        StubVersion sourceVersion = find(sourceBucket, sourceKey, versionId);
        StubObject object = sourceVersion.object().orElseThrow();
        if (!settings.ignoringConditions && !settings.refusingConditionsOfWrites) {
            requireMatch(request.header("x-amz-copy-source-if-match"), object);
        }
        requireWritable(request, bucket, address.key());
        if (object.isArchived()) {
            throw S3Refusal.of("InvalidObjectState");
        }
        StubVersion version = bucket.put(address.key(), settings.kept(copyOf(object, request)));
        StubObject copy = version.object().orElseThrow();
        HttpReply reply = xml(S3Xml.document("CopyObjectResult")
                .element("LastModified", copy.lastModified())
                .element("ETag", quoted(copy.etag())));
        if (sourceBucket.versioning() != Versioning.NEVER) {
            reply = reply.header("x-amz-copy-source-version-id", sourceVersion.versionId());
        }
        return withVersion(reply, bucket, version);
    }

    /** Metadata and tags come along unless replaced, the storage class never does. */
    private StubObject copyOf(StubObject object, HttpRequest request) {
        StubObject given = withAttributes(object, request);
        StubObject copy = object.lastModified(Instant.EPOCH).storageClass(given.storageClass());
        if (isReplace(request, "x-amz-metadata-directive")) {
            copy = copy.metadata(given.metadata()).contentType(given.contentType());
        }
        if (isReplace(request, "x-amz-tagging-directive")) {
            copy = copy.tagging(given.tagging());
        }
        return settings.changingEtagsOnCopy
                ? copy.etag(StubObject.md5(copy.etag().getBytes(StandardCharsets.UTF_8)) + "-1")
                : copy;
    }

    private static boolean isReplace(HttpRequest request, String directive) {
        return request.header(directive).filter("REPLACE"::equals).isPresent();
    }

    // deletions

    private HttpReply deleteObject(S3Address address, HttpRequest request, S3Bucket bucket) {
        Optional<String> versionId = Optional.ofNullable(address.query().get("versionId"));
        requireDeletable(bucket, address.key(), request.header("If-Match"));
        S3Bucket.Deleted deleted = delete(bucket, address.key(), versionId);
        HttpReply reply = HttpReply.of(204);
        if (settings.namingNoMarkers) {
            return reply;
        }
        if (deleted.versionId().isPresent()) {
            reply = reply.header("x-amz-version-id", deleted.versionId().get());
        }
        return deleted.marker() ? reply.header("x-amz-delete-marker", "true") : reply;
    }

    private static S3Bucket.Deleted delete(S3Bucket bucket, String key, Optional<String> versionId) {
        return versionId.isPresent() ? bucket.delete(key, versionId.get()) : bucket.delete(key);
    }

    private void requireDeletable(S3Bucket bucket, String key, Optional<String> condition) {
        if (condition.isEmpty() || settings.ignoringConditions || settings.ignoringConditionsOfDeletions) {
            return;
        }
        if (settings.refusingConditionsOfDeletions) {
            throw S3Refusal.of("NotImplemented");
        }
        Optional<StubObject> there = bucket.current(key);
        if (there.isPresent()) {
            requireMatch(condition, there.get());
            return;
        }
        switch (settings.absent) {
            case NOT_FOUND -> throw S3Refusal.of("NoSuchKey");
            case PRECONDITION_FAILED -> throw S3Refusal.of("PreconditionFailed");
            case DELETED -> {}
        }
    }

    private static void requireMatch(Optional<String> condition, StubObject object) {
        if (condition
                .filter(etag -> !etag.equals("*") && !unquoted(etag).equals(object.etag()))
                .isPresent()) {
            throw S3Refusal.of("PreconditionFailed");
        }
    }

    private HttpReply deleteObjects(S3Address address, HttpRequest request, S3Bucket bucket) {
        if (settings.requiringContentMd5 && request.header("Content-MD5").isEmpty()) {
            throw S3Refusal.of("MissingContentMD5");
        }
        List<Map<String, String>> objects;
        try {
            objects = S3Xml.readDelete(AwsChunked.decode(request));
        } catch (XMLStreamException e) {
            throw S3Refusal.of("MalformedXML");
        }
        boolean quiet = "true".equals(objects.remove(objects.size() - 1).get("Quiet"));
        boolean named = objects.stream().allMatch(object -> object.containsKey("Key"));
        if (!named || objects.isEmpty() || objects.size() > MOST_KEYS) {
            throw S3Refusal.of("MalformedXML");
        }
        S3Xml xml = S3Xml.document("DeleteResult");
        for (Map<String, String> object : objects) {
            deleteOne(address.bucket(), bucket, object, quiet, xml);
        }
        return xml(xml);
    }

    private void deleteOne(String bucketName, S3Bucket bucket, Map<String, String> object, boolean quiet, S3Xml xml) {
        String key = object.getOrDefault("Key", "");
        Optional<String> versionId = Optional.ofNullable(object.get("VersionId"));
        Optional<Fault> fault = keyFaults.faultOf(new When.Subject("DeleteObjects", bucketName, List.of(key)));
        Optional<Fault> refusal = Optional.empty();
        Optional<S3Bucket.Deleted> deleted = Optional.empty();
        if (fault.isEmpty() || fault.get().actsFirst()) {
            try {
                requireDeletable(bucket, key, Optional.ofNullable(object.get("ETag")));
                deleted = Optional.of(delete(bucket, key, versionId));
            } catch (S3Refusal e) {
                refusal = Optional.of(e.error());
            }
        }
        if (fault.isPresent()) {
            if (fault.get().isError()) {
                writeError(xml, key, versionId, fault.get());
            }
        } else if (refusal.isPresent()) {
            writeError(xml, key, versionId, refusal.get());
        } else if (!quiet) {
            writeDeleted(xml, key, versionId, deleted.orElseThrow());
        }
    }

    private static void writeError(S3Xml xml, String key, Optional<String> versionId, Fault error) {
        xml.start("Error")
                .element("Key", key)
                .element("VersionId", versionId)
                .element("Code", error.code())
                .element("Message", error.message())
                .end();
    }

    private void writeDeleted(S3Xml xml, String key, Optional<String> versionId, S3Bucket.Deleted deleted) {
        xml.start("Deleted").element("Key", key).element("VersionId", versionId);
        if (deleted.marker() && !settings.namingNoMarkers) {
            xml.element("DeleteMarker", true).element("DeleteMarkerVersionId", deleted.versionId());
        }
        xml.end();
    }

    private static HttpReply xml(S3Xml xml) {
        return HttpReply.of(200, "application/xml", xml.finish()).header("x-amz-request-id", "0000000000000000");
    }

    private static String quoted(String etag) {
        return '"' + etag + '"';
    }

    private static String unquoted(String etag) {
        return etag.replace("\"", "");
    }
}
