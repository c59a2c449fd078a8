package io.github.labelverifier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.sample.SampleReport;
import io.github.labelverifier.testing.S3Server;
import io.github.labelverifier.verdict.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code delete}, {@code --move-to} and {@code restore} on an S3 server by others, which knows nothing of what the program
 * expects. Run by the profile {@code peers} only.
 */
class MoveOnS3ProxyPeer {
    private static final String BUCKET = "photos";

    /** What it can hold: it makes paths of keys. */
    private static final List<String> ODD =
            List.of("é ü", "a+b%41", "%2F", "'\"<&>", "\u202eltr", "@-q?#", "\ud83e\udd8c", "a;b=c", "~tilde");

    @TempDir
    private Path folder;

    private S3Server server;
    private Path report;
    private List<String> keys;

    @BeforeEach
    void flag() throws IOException {
        server = S3Server.start().createBucket(BUCKET).createBucket("attic");
        report = folder.resolve("deer.jsonl");
        keys = Stream.concat(
                        ODD.stream().map(name -> "deer/" + name + ".jpg"),
                        IntStream.range(0, 120).mapToObj(i -> "deer/sub/" + i + ".jpg"))
                .toList();
        SampleReport scene =
                SampleReport.at("s3://" + BUCKET + "/deer/", server.endpoint().toString());
        for (String key : keys) {
            String content = "content of " + key;
            String etag = server.put(BUCKET, key, content);
            int size = content.getBytes(StandardCharsets.UTF_8).length;
            scene.add(new ImageEntry(key, size, etag, Instant.EPOCH), Verdict.FLAG, "no-overlap");
        }
        server.put(BUCKET, "deer/kept.jpg", "kept");
        scene.write(report);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void run(int code, String command, String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                command, report.toString(), "--endpoint-url", server.endpoint().toString()));
        arguments.addAll(List.of(options));
        ProgramInProcess.Result result = new ProgramInProcess().run(arguments.toArray(String[]::new));
        assertThat(result.code()).as(result.err()).isEqualTo(code);
    }

    private String content(String bucket, String key) {
        return new String(server.get(bucket, key), StandardCharsets.UTF_8);
    }

    @Test
    void odd_keys_move_to_another_bucket_and_come_back() {
        run(0, "delete", "--yes", "--max-flagged", "100", "--move-to", "s3://attic/x");

        assertThat(server.keys(BUCKET)).containsExactly("deer/kept.jpg");
        assertThat(server.keys("attic")).hasSameSizeAs(keys);
        for (String key : keys) {
            assertThat(content("attic", "x/" + key.substring("deer/".length()))).isEqualTo("content of " + key);
        }
        run(0, "restore");
        assertThat(server.keys(BUCKET)).containsAll(keys);
        assertThat(server.keys("attic")).isEmpty();
    }

    @Test
    void what_changed_or_is_taken_stays() {
        server.put(BUCKET, keys.get(0), "changed");
        server.put("attic", keys.get(1).substring("deer/".length()), "precious");

        run(3, "delete", "--yes", "--max-flagged", "100", "--move-to", "s3://attic/");

        assertThat(server.keys(BUCKET)).containsExactlyInAnyOrder("deer/kept.jpg", keys.get(0), keys.get(1));
        assertThat(content(BUCKET, keys.get(0))).isEqualTo("changed");
        assertThat(content("attic", keys.get(1).substring("deer/".length()))).isEqualTo("precious");
    }

    @Test
    void all_that_is_flagged_is_deleted_and_nothing_else() {
        run(0, "delete", "--yes", "--max-flagged", "100");

        assertThat(server.keys(BUCKET)).containsExactly("deer/kept.jpg");
    }
}
