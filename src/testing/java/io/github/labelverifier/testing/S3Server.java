package io.github.labelverifier.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A whole S3 in process: s3proxy on 127.0.0.1, in memory or on disk, path style. It checks the signatures of {@link TestAws}, which the
 * stand-in {@link FakeS3} does not. Its log follows the program's {@code simplelogger.properties}, so only warnings show: at lower levels
 * it writes so much that tests take five times as long.
 */
public final class S3Server implements AutoCloseable {
    private final S3Proxy proxy;
    private final URI endpoint;
    private final S3Client client;

    private S3Server(BlobStore store, AuthenticationType authentication) {
        S3Proxy.Builder builder = S3Proxy.builder().blobStore(store).endpoint(URI.create("http://127.0.0.1:0"));
        if (authentication == AuthenticationType.NONE) {
            builder.awsAuthentication(authentication, "", "");
        } else {
            builder.awsAuthentication(authentication, TestAws.ACCESS_KEY_ID, TestAws.SECRET_ACCESS_KEY);
        }
        proxy = builder.build();
        try {
            proxy.start();
        } catch (Exception e) {
            throw new IllegalStateException("s3proxy does not start", e);
        }
        endpoint = URI.create("http://127.0.0.1:" + proxy.getPort());
        client = TestAws.s3(endpoint);
    }

    /** Starts with an empty store in memory, for the credentials of {@link TestAws} only. */
    public static S3Server start() {
        return new S3Server(new TransientNio2BlobStore(), AuthenticationType.AWS_V2_OR_V4);
    }

    /** Starts with an empty store in memory, for anybody. */
    public static S3Server startAnonymous() {
        return new S3Server(new TransientNio2BlobStore(), AuthenticationType.NONE);
    }

    /** Starts with the store in that folder, one folder a bucket, for the credentials of {@link TestAws} only. */
    public static S3Server startOnDisk(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new S3Server(new FilesystemNio2BlobStore(folder.toString()), AuthenticationType.AWS_V2_OR_V4);
    }

    /** For {@code endpointOverride}, {@code --endpoint-url} or {@code AWS_ENDPOINT_URL_S3}. */
    public URI endpoint() {
        return endpoint;
    }

    /** A client that needs no closing. */
    public S3Client client() {
        return client;
    }

    /** Makes a bucket. */
    public S3Server createBucket(String bucket) {
        client.createBucket(b -> b.bucket(bucket));
        return this;
    }

    /** Puts an object of a text's UTF-8 bytes; its ETag without quotes. */
    public String put(String bucket, String key, String content) {
        return put(bucket, key, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Puts an object; its ETag without quotes. */
    public String put(String bucket, String key, byte[] content) {
        return unquoted(client.putObject(b -> b.bucket(bucket).key(key), RequestBody.fromBytes(content))
                .eTag());
    }

    /** All keys, as the server lists them. */
    public List<String> keys(String bucket) {
        return keys(bucket, "");
    }

    /** The keys below a prefix, as the server lists them. */
    public List<String> keys(String bucket, String prefix) {
        return client
                .listObjectsV2Paginator(b -> b.bucket(bucket).prefix(prefix).encodingType(EncodingType.URL))
                .contents()
                .stream()
                .map(S3Object::key)
                .toList();
    }

    /** Whether there is such an object. */
    public boolean exists(String bucket, String key) {
        try {
            client.headObject(b -> b.bucket(bucket).key(key));
            return true;
        } catch (NoSuchKeyException e) {
            return false;
        }
    }

    /** The content of an object. */
    public byte[] get(String bucket, String key) {
        return client.getObjectAsBytes(b -> b.bucket(bucket).key(key)).asByteArray();
    }

    /** The ETag of an object without quotes. */
    public String etag(String bucket, String key) {
        return unquoted(client.headObject(b -> b.bucket(bucket).key(key)).eTag());
    }

    /** Deletes an object. */
    public void delete(String bucket, String key) {
        client.deleteObject(b -> b.bucket(bucket).key(key));
    }

    private static String unquoted(String etag) {
        return etag.replace("\"", "");
    }

    @Override
    public void close() {
        client.close();
        try {
            proxy.stop();
        } catch (Exception e) {
            throw new IllegalStateException("s3proxy does not stop", e);
        }
    }
}
