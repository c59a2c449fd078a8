package io.github.labelverifier.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.labelverifier.image.ImageStoreException.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every source of images does, whatever store is behind it. */
public abstract class ImageSourceContract {

    /** Puts an image into the store; the name is below the location of {@link #source}. */
    public abstract void put(String name, byte[] content) throws Exception;

    /** Puts an image beside the location, at the same place with this text for the location's own name. */
    public abstract void putInSibling(String sibling, String name) throws Exception;

    /** A source of the images at one location, which is empty at first. */
    public abstract ImageSource source() throws Exception;

    /** The key of a name below the location. */
    public abstract String key(String name);

    /** Whether the store can hold an image of that name at all. */
    public abstract boolean canHold(String name);

    /** Whether the store lists names above U+FFFF where S3 does. */
    public boolean isOrderedLikeS3() {
        return true;
    }

    public final void put(String name, String content) throws Exception {
        put(name, content.getBytes(StandardCharsets.UTF_8));
    }

    public final List<ImageEntry> listed() throws Exception {
        List<ImageEntry> entries = new ArrayList<>();
        try (ImageCursor cursor = source().list()) {
            for (Optional<ImageEntry> entry = cursor.next(); entry.isPresent(); entry = cursor.next()) {
                entries.add(entry.get());
            }
        }
        return entries;
    }

    public final List<String> listedKeys() throws Exception {
        return listed().stream().map(ImageEntry::key).toList();
    }

    /** Names as files may be called, and some that only malice thinks of. */
    public static List<String> oddNames() {
        return List.of(
                "a b.jpg",
                " leading and trailing .jpg ",
                "a+b.jpg",
                "a%20b.jpg",
                "100%.jpg",
                "%2e%2e/x.jpg",
                "//double//slash.jpg",
                "/leading.jpg",
                "up/../../x.jpg",
                "..",
                "./dot/.",
                "line\nfeed\r\nreturn\ttab.jpg",
                "bell\u0007start\u0001escape\u001b[31m.jpg",
                "delete\u007f.jpg",
                "bidi\u202egpj.\u2066exe",
                "é composed, e\u0301 decomposed.jpg",
                "deer \ud83e\udd8c.jpg",
                "not a character \uffff\ufffe.jpg",
                "quote\"'<&>;=?#[]@!$()*,:\\^`{|}~.jpg",
                "-rf.jpg",
                "@file.jpg",
                "x".repeat(200) + "/" + "y".repeat(200) + "/" + "z".repeat(200) + "/" + "x".repeat(200) + "/"
                        + "y".repeat(90),
                "\u9e7f".repeat(80) + ".jpg");
    }

    @Test
    void anEmptyLocationListsNothing() throws Exception {
        assertThat(listed()).isEmpty();
    }

    @Test
    void aListingFromBehindAKeyHasAllThatComesAfterIt() throws Exception {
        put("1.jpg", "content");
        put("2.jpg", "content");
        put("3.jpg", "content");
        List<String> keys = new ArrayList<>();

        try (ImageCursor cursor = source().listAfter(key("2.jp"))) {
            for (Optional<ImageEntry> entry = cursor.next(); entry.isPresent(); entry = cursor.next()) {
                keys.add(entry.get().key());
            }
        }

        assertThat(keys).endsWith(key("2.jpg"), key("3.jpg"));
    }

    @Test
    void aListingSaysOfEveryImageWhatIsKnownOfIt() throws Exception {
        put("1.jpg", "content");
        put("2.jpg", "content");
        put("3.jpg", "other content");

        List<ImageEntry> entries = listed();

        assertThat(entries).extracting(ImageEntry::key).containsExactly(key("1.jpg"), key("2.jpg"), key("3.jpg"));
        assertThat(entries).extracting(ImageEntry::size).containsExactly(7L, 7L, 13L);
        assertThat(entries).allSatisfy(entry -> {
            assertThat(entry.etag()).isNotEmpty().doesNotContain("\"");
            assertThat(entry.lastModified())
                    .isBetween(
                            Instant.now().minus(Duration.ofHours(1)),
                            Instant.now().plusSeconds(60));
            assertThat(entry.storageClass()).isEmpty();
            assertThat(entry.problem()).isEmpty();
        });
        assertThat(entries.get(0).sameContentAs(entries.get(1))).isTrue();
        assertThat(entries.get(0).sameContentAs(entries.get(2))).isFalse();
    }

    @Test
    void aListingIsInTheOrderOfTheBytesOfWholeKeys() throws Exception {
        List<String> names = new ArrayList<>(List.of(
                "b.jpg",
                "B.jpg",
                "a/1.jpg",
                "a-b.jpg",
                "a.jpg",
                "a/b/c.jpg",
                "a0.jpg",
                "é.jpg",
                "z.jpg",
                "\uffee.jpg"));
        if (isOrderedLikeS3()) {
            names.add("\ud83e\udd8c.jpg");
        }
        for (String name : names) {
            put(name, "x");
        }

        assertThat(listedKeys())
                .containsExactlyElementsOf(
                        names.stream().map(this::key).sorted(KeyOrder.UTF_8).toList());
    }

    @Test
    void aListingKeepsToItsLocation() throws Exception {
        put("1.jpg", "x");
        putInSibling("deer-old", "2.jpg");
        putInSibling("deer.jpg", "3.jpg");
        putInSibling("dee", "4.jpg");

        assertThat(listedKeys()).containsExactly(key("1.jpg"));
    }

    @Test
    void aListingStaysAtItsEndAndIsReadAnewByTheNextCursor() throws Exception {
        put("1.jpg", "x");
        ImageSource source = source();
        try (ImageCursor first = source.list();
                ImageCursor second = source.list()) {
            assertThat(first.next()).isPresent();
            assertThat(first.next()).isEmpty();
            assertThat(first.next()).isEmpty();

            assertThat(second.next().map(ImageEntry::key)).contains(key("1.jpg"));
        }
    }

    @ParameterizedTest
    @MethodSource("oddNames")
    void aNameIsListedFoundAndReadExactlyAsItIs(String name) throws Exception {
        assumeTrue(canHold(name));
        put("a plain one.jpg", "plain");
        put(name, "content");
        ImageSource source = source();

        assertThat(listedKeys()).containsExactlyInAnyOrder(key(name), key("a plain one.jpg"));
        assertThat(source.find(key(name)).map(ImageEntry::key)).contains(key(name));
        assertThat(source.find(key(name)).map(ImageEntry::size)).contains(7L);
        assertThat(source.read(key(name))).asString(StandardCharsets.UTF_8).isEqualTo("content");
        assertThat(source.location().contains(key(name))).isTrue();
        assertThat(source.location().nameBelow(key(name))).isEqualTo(name);
    }

    @Test
    void whatIsFoundIsWhatIsListed() throws Exception {
        put("1.jpg", "content");

        ImageEntry listed = listed().get(0);
        ImageEntry found = source().find(key("1.jpg")).orElseThrow();

        assertThat(found.sameContentAs(listed)).isTrue();
        assertThat(found.storageClass()).isEqualTo(listed.storageClass());
        assertThat(Duration.between(found.lastModified(), listed.lastModified()).abs())
                .isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void whatIsNotThereIsNotFound() throws Exception {
        put("1.jpg", "x");

        assertThat(source().find(key("2.jpg"))).isEmpty();
        assertThat(source().find(key("1"))).isEmpty();
    }

    @Test
    void aKeyThatIsNotUnicodeIsNeverTakenForAnother() throws Exception {
        put("?.jpg", "x");
        Optional<ImageEntry> found;
        try {
            found = source().find(key("\ud83e.jpg"));
        } catch (ImageStoreException e) {
            // A store may say that nothing can be called so.
            found = Optional.empty();
        }

        assertThat(found).isEmpty();
    }

    @Test
    void whatIsNotThereCannotBeReadAndTheMessageNamesIt() throws Exception {
        ImageSource source = source();

        assertThatThrownBy(() -> source.read(key("2.jpg")))
                .isInstanceOfSatisfying(
                        ImageStoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NOT_FOUND))
                .hasMessageContaining("2.jpg")
                .hasMessageStartingWith("cannot read ");
    }

    @Test
    void bytesAreReadAsTheyAre() throws Exception {
        byte[] all = new byte[70_000];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) (i * 31 + i / 256);
        }
        put("1.png", all);

        assertThat(source().read(key("1.png"))).isEqualTo(all);
    }
}
