package io.github.labelverifier.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.labelverifier.aws.AwsClients;
import io.github.labelverifier.aws.IsolatedAws;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageSource;
import io.github.labelverifier.image.ImageSourceContract;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.image.ImageStoreException.Kind;
import io.github.labelverifier.image.S3Location;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the source of an S3 bucket does besides, with any store that speaks S3. */
public abstract class S3ImageSourceContract extends ImageSourceContract {
    static final String BUCKET = "photos";

    /** More than fit on a page of S3. */
    private static final int MORE_THAN_A_PAGE = 1_005;

    @RegisterExtension
    final IsolatedAws aws = new IsolatedAws();

    private Optional<AwsClients> clients = Optional.empty();

    /** Puts an object into {@link #BUCKET}. */
    abstract void putObject(String key, byte[] content);

    /** Where the store is; the bucket exists. */
    abstract URI endpoint();

    @BeforeEach
    void open() throws ImageStoreException {
        clients = Optional.of(AwsClients.forBucket(IsolatedAws.settings(endpoint()), Map.of(), BUCKET));
    }

    @AfterEach
    void closeClients() {
        clients.ifPresent(AwsClients::close);
    }

    final AwsClients clients() {
        return clients.orElseThrow();
    }

    final ImageSource source(String prefix) {
        return clients().source(new S3Location(BUCKET, prefix));
    }

    @Override
    public final void put(String name, byte[] content) {
        putObject(key(name), content);
    }

    @Override
    public final void putInSibling(String sibling, String name) {
        putObject(sibling + "/" + name, new byte[] {1});
    }

    @Override
    public final ImageSource source() {
        return source("deer/");
    }

    @Override
    public final String key(String name) {
        return "deer/" + name;
    }

    @Test
    void aListingOfSeveralPagesIsWhole() throws Exception {
        List<String> names = IntStream.range(0, MORE_THAN_A_PAGE)
                .mapToObj(i -> String.format("%05d.jpg", i))
                .toList();
        for (String name : names) {
            put(name, "x");
        }

        assertThat(listedKeys())
                .containsExactlyElementsOf(names.stream().map(this::key).toList());
    }

    @Test
    void aPrefixIsTakenAsItStands() throws Exception {
        put("red 1.jpg", "x");
        put("red/2.jpg", "x");
        put("roe/3.jpg", "x");
        put("sub/4.jpg", "x");

        assertThat(keys(source("deer/re"))).containsExactly("deer/red 1.jpg", "deer/red/2.jpg");
        assertThat(keys(source("deer/red "))).containsExactly("deer/red 1.jpg");
        assertThat(keys(source("deer/sub"))).containsExactly("deer/sub/4.jpg");
        assertThat(keys(source(""))).hasSize(4);
    }

    public static List<String> keys(ImageSource source) throws Exception {
        List<String> keys = new java.util.ArrayList<>();
        var cursor = source.list();
        for (Optional<ImageEntry> entry = cursor.next(); entry.isPresent(); entry = cursor.next()) {
            keys.add(entry.get().key());
        }
        return keys;
    }

    @Test
    void aFolderMadeInTheConsoleIsAnEntryLikeAnyOther() throws Exception {
        put("", "");
        put("1.jpg", "x");

        assertThat(listedKeys()).containsExactly("deer/", "deer/1.jpg");
        assertThat(source().skipRule().reasonToSkip(listed().get(0))).contains("folder");
    }

    @Test
    void anImageBesideTheLocationIsFoundTooSinceExemplarsMayBeAnywhereInTheBucket() throws Exception {
        putInSibling("fox", "1.jpg");

        assertThat(source().find(key("1.jpg"))).isEmpty();
        assertThat(source().find("fox/1.jpg").map(ImageEntry::key)).contains("fox/1.jpg");
    }

    @Test
    void aBucketThatIsNotThereIsSaidBeforeAnythingElse() {
        assertThatThrownBy(() -> AwsClients.forBucket(IsolatedAws.settings(endpoint()), Map.of(), "no-such-bucket"))
                .isInstanceOfSatisfying(
                        ImageStoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NOT_FOUND))
                .hasMessage("there is no bucket no-such-bucket");
    }
}
