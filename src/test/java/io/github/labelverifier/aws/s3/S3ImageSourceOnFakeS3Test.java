package io.github.labelverifier.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.testing.FakeS3;
import io.github.labelverifier.testing.S3Exchange;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The source against a store that takes every key that S3 takes, and counts what it is asked. */
class S3ImageSourceOnFakeS3Test extends S3ImageSourceContract {
    private final FakeS3 s3 = FakeS3.start().createBucket(BUCKET);

    @AfterEach
    void stop() {
        s3.close();
    }

    @Override
    public void putObject(String key, byte[] content) {
        s3.put(BUCKET, key, content);
    }

    @Override
    public URI endpoint() {
        return s3.endpoint();
    }

    @Override
    public boolean canHold(String name) {
        return true;
    }

    @Test
    void allOddNamesTogetherAreListedInOrderOverManyPages() throws Exception {
        List<String> keys = new ArrayList<>();
        for (String name : oddNames()) {
            put(name, "x");
            keys.add(key(name));
        }
        keys.sort(io.github.labelverifier.image.KeyOrder.UTF_8);
        s3.pageSize(3);

        assertThat(listedKeys()).containsExactlyElementsOf(keys);
    }

    @Test
    void blanksAndPlusSignsAreToldApartWhereAPageHasNothingElse() throws Exception {
        put("a b.jpg", "x");
        put("a+b.jpg", "x");
        put("c d.jpg", "x");
        put("e+f.jpg", "x");
        s3.pageSize(1);

        assertThat(listedKeys()).containsExactly("deer/a b.jpg", "deer/a+b.jpg", "deer/c d.jpg", "deer/e+f.jpg");
    }

    @Test
    void aLeadingSlashAndADoubleOneArePartOfAPrefix() throws Exception {
        put("1.jpg", "x");
        putObject("/deer/2.jpg", new byte[] {1});
        putObject("deer//3.jpg", new byte[] {1});

        assertThat(keys(source("/deer/"))).containsExactly("/deer/2.jpg");
        assertThat(keys(source("deer//"))).containsExactly("deer//3.jpg");
        assertThat(keys(source("/"))).containsExactly("/deer/2.jpg");
    }

    @Test
    void aPageIsFetchedOnceAndNotBeforeItIsNeeded() throws Exception {
        for (int i = 0; i < 9; i++) {
            put(i + ".jpg", "x");
        }
        s3.pageSize(3);

        try (var cursor = source().list()) {
            assertThat(s3.count("ListObjectsV2")).isZero();
            cursor.next();
            cursor.next();
            cursor.next();
            assertThat(s3.count("ListObjectsV2")).isEqualTo(1);
            cursor.next();
            assertThat(s3.count("ListObjectsV2")).isEqualTo(2);
        }
        assertThat(s3.exchanges("ListObjectsV2"))
                .extracting(S3Exchange::query)
                .allSatisfy(query ->
                        assertThat(query).containsEntry("prefix", "deer/").containsEntry("encoding-type", "url"));
    }
}
