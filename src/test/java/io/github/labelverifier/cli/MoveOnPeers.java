package io.github.labelverifier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.sample.SampleReport;
import io.github.labelverifier.testing.TestAws;
import io.github.labelverifier.verdict.Verdict;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * {@code delete}, {@code --move-to} and {@code restore} on S3 servers by others, which know nothing of what the program
 * expects. Run by the profile {@code peers} only.
 */
abstract class MoveOnPeers {
    private static final List<String> ODD = List.of(
            "é ü",
            "a+b%41",
            "%2F",
            "'\"<&>",
            "\u202eltr",
            "@-q?#",
            "\ud83e\udd8c",
            "a;b=c",
            "~tilde",
            " blank",
            "//double",
            "new\nline");

    @TempDir
    Path folder = Path.of("");

    private final String attic = "attic-" + UUID.randomUUID();

    /** The bucket that the images are in, new for each test. */
    final String bucket = "photos-" + UUID.randomUUID();

    private S3Client client = TestAws.s3(URI.create("http://127.0.0.1"));
    private Path report = folder;
    private List<String> keys = List.of();

    /** Where the store is. */
    abstract URI endpoint();

    /** Whether the store can hold such a key at all. */
    abstract boolean canHold(String key);

    final S3Client client() {
        return client;
    }

    final List<String> flagged() {
        return keys;
    }

    @BeforeEach
    void flag() throws IOException {
        client.close();
        client = TestAws.s3(endpoint());
        client.createBucket(request -> request.bucket(bucket));
        client.createBucket(request -> request.bucket(attic));
        prepare();
        report = folder.resolve("deer.jsonl");
        keys = Stream.concat(
                        ODD.stream().map(name -> "deer/" + name + ".jpg").filter(this::canHold),
                        IntStream.range(0, 120).mapToObj(i -> "deer/sub/" + i + ".jpg"))
                .toList();
        SampleReport scene =
                SampleReport.at("s3://" + bucket + "/deer/", endpoint().toString());
        for (String key : keys) {
            String content = "content of " + key;
            String etag = put(bucket, key, content);
            int size = content.getBytes(StandardCharsets.UTF_8).length;
            scene.add(new ImageEntry(key, size, etag, Instant.EPOCH), Verdict.FLAG, "no-overlap");
        }
        put(bucket, "deer/kept.jpg", "kept");
        scene.write(report);
    }

    /** What is to be done with the bucket before it has anything in it. */
    void prepare() {}

    @AfterEach
    void closeClient() {
        client.close();
    }

    final ProgramInProcess.Result run(int code, String command, String... options) {
        List<String> arguments = new ArrayList<>(
                List.of(command, report.toString(), "--endpoint-url", endpoint().toString()));
        arguments.addAll(List.of(options));
        ProgramInProcess.Result result = new ProgramInProcess().run(arguments.toArray(String[]::new));
        assertThat(result.code()).as(result.err()).isEqualTo(code);
        return result;
    }

    final String put(String where, String key, String content) {
        return client.putObject(request -> request.bucket(where).key(key), RequestBody.fromString(content))
                .eTag()
                .replace("\"", "");
    }

    /** The keys of what is there: a server by others may list what is deleted. */
    final List<String> keysIn(String where) {
        return client
                .listObjectsV2Paginator(request -> request.bucket(where).encodingType(EncodingType.URL))
                .contents()
                .stream()
                .map(S3Object::key)
                .filter(key -> exists(where, key))
                .toList();
    }

    private boolean exists(String where, String key) {
        try {
            client.headObject(request -> request.bucket(where).key(key));
            return true;
        } catch (NoSuchKeyException e) {
            return false;
        }
    }

    final String content(String where, String key) {
        return client.getObjectAsBytes(request -> request.bucket(where).key(key))
                .asUtf8String();
    }

    @Test
    void odd_keys_move_to_another_bucket_and_come_back() {
        run(0, "delete", "--yes", "--max-flagged", "100", "--move-to", "s3://" + attic + "/x");

        assertThat(keysIn(bucket)).containsExactly("deer/kept.jpg");
        assertThat(keysIn(attic)).hasSameSizeAs(keys);
        for (String key : keys) {
            assertThat(content(attic, "x/" + key.substring("deer/".length()))).isEqualTo("content of " + key);
        }
        run(0, "restore");
        assertThat(keysIn(bucket)).containsAll(keys);
        assertThat(keysIn(attic)).isEmpty();
    }

    @Test
    void what_changed_or_is_taken_stays() {
        put(bucket, keys.get(0), "changed");
        put(attic, keys.get(1).substring("deer/".length()), "precious");

        run(3, "delete", "--yes", "--max-flagged", "100", "--move-to", "s3://" + attic + "/");

        assertThat(keysIn(bucket)).containsExactlyInAnyOrder("deer/kept.jpg", keys.get(0), keys.get(1));
        assertThat(content(bucket, keys.get(0))).isEqualTo("changed");
        assertThat(content(attic, keys.get(1).substring("deer/".length()))).isEqualTo("precious");
    }

    @Test
    void all_that_is_flagged_is_deleted_and_nothing_else() {
        run(0, "delete", "--yes", "--max-flagged", "100");

        assertThat(keysIn(bucket)).containsExactly("deer/kept.jpg");
    }
}
