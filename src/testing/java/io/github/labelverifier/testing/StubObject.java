package io.github.labelverifier.testing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;

/**
 * An object in {@link FakeS3}. Immutable.
 *
 * @param content its bytes
 * @param size the size that is told, which may be more than the content has
 * @param etag the ETag without quotes
 * @param lastModified when it was written; {@link Instant#EPOCH} is replaced with the time of the put
 * @param contentType Content-Type
 * @param storageClass such as {@code STANDARD} or {@code GLACIER}
 * @param metadata user metadata, without {@code x-amz-meta-}
 * @param tagging tags as {@code name=value&name=value}, URL-encoded; empty without
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record StubObject(
        byte[] content,
        long size,
        String etag,
        Instant lastModified,
        String contentType,
        String storageClass,
        Map<String, String> metadata,
        String tagging) {
    /** Copies the metadata. */
    public StubObject {
        metadata = Map.copyOf(metadata);
    }

    /** A JPEG by name, with the MD5 of the content as ETag. */
    public static StubObject of(byte[] content) {
        return new StubObject(
                content, content.length, md5(content), Instant.EPOCH, "image/jpeg", "STANDARD", Map.of(), "");
    }

    /** The same of a text's UTF-8 bytes. */
    public static StubObject of(String content) {
        return of(content.getBytes(StandardCharsets.UTF_8));
    }

    /** The same, telling that size. */
    public StubObject size(long told) {
        return new StubObject(content, told, etag, lastModified, contentType, storageClass, metadata, tagging);
    }

    /** The same with that ETag, such as {@code 9b2c-3} of a multipart upload. */
    public StubObject etag(String other) {
        return new StubObject(content, size, other, lastModified, contentType, storageClass, metadata, tagging);
    }

    /** The same written at that time. */
    public StubObject lastModified(Instant time) {
        return new StubObject(content, size, etag, time, contentType, storageClass, metadata, tagging);
    }

    /** The same with that Content-Type. */
    public StubObject contentType(String type) {
        return new StubObject(content, size, etag, lastModified, type, storageClass, metadata, tagging);
    }

    /** The same in that storage class. */
    public StubObject storageClass(String name) {
        return new StubObject(content, size, etag, lastModified, contentType, name, metadata, tagging);
    }

    /** The same with that user metadata. */
    public StubObject metadata(Map<String, String> entries) {
        return new StubObject(content, size, etag, lastModified, contentType, storageClass, entries, tagging);
    }

    /** The same with these tags, {@code name=value&name=value}. */
    public StubObject tagging(String tags) {
        return new StubObject(content, size, etag, lastModified, contentType, storageClass, metadata, tags);
    }

    /** The content as UTF-8. */
    public String text() {
        return new String(content, StandardCharsets.UTF_8);
    }

    boolean isArchived() {
        return storageClass.equals("GLACIER") || storageClass.equals("DEEP_ARCHIVE");
    }

    static String md5(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
