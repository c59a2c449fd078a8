package io.github.labelverifier.scan;

import static io.github.labelverifier.scan.Pictures.image;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.labelverifier.disk.BlockQueue;
import io.github.labelverifier.image.ImageCursor;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.image.ImageStoreException.Kind;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The thread that reads a listing ahead. */
@Timeout(60)
class PrefetchTest {
    private static void assertReady(Prefetch prefetch) throws InterruptedException {
        assertThat(prefetch.awaitReady(30, TimeUnit.SECONDS)).isTrue();
        assertThat(prefetch.isReady()).isTrue();
    }

    @Test
    void entriesComeInTheirOrderAndThenTheEndForEver() throws Exception {
        try (Prefetch prefetch = new Prefetch(ListedImages.of(image("a.jpg"), image("b.jpg")))) {
            assertThat(prefetch.next()).contains(image("a.jpg"));
            assertThat(prefetch.next()).contains(image("b.jpg"));
            assertThat(prefetch.next()).isEmpty();
            assertThat(prefetch.next()).isEmpty();
            assertThat(prefetch.isReady()).isTrue();
            assertThat(prefetch.isAtEnd()).isTrue();
            assertThat(prefetch.listed()).isEqualTo(2);
        }
    }

    @Test
    void aPeekTakesNothing() throws Exception {
        try (Prefetch prefetch = new Prefetch(ListedImages.of(image("a.jpg")))) {
            assertThat(prefetch.peek()).contains(image("a.jpg"));
            assertThat(prefetch.peek()).contains(image("a.jpg"));
            assertThat(prefetch.next()).contains(image("a.jpg"));
            assertThat(prefetch.peek()).isEmpty();
        }
    }

    @Test
    void itSaysWhetherOneWouldHaveToWait() throws Exception {
        ListedImages images = new ListedImages();
        try (Prefetch prefetch = new Prefetch(images)) {
            assertThat(prefetch.isReady()).isFalse();
            assertThat(prefetch.awaitReady(0, TimeUnit.MILLISECONDS)).isFalse();
            assertThat(prefetch.isAtEnd()).isFalse();

            images.then(image("a.jpg"));
            assertReady(prefetch);
            assertThat(prefetch.next()).contains(image("a.jpg"));
            assertThat(prefetch.isReady()).isFalse();

            images.thenEnd();
            assertReady(prefetch);
            assertThat(prefetch.next()).isEmpty();
        }
    }

    @Test
    void theListingIsReadToItsEndThoughNobodyTakesFromIt() throws Exception {
        int count = 200_000;
        try (Prefetch prefetch = new Prefetch(listing(count))) {
            assertThat(prefetch.awaitReady(30, TimeUnit.SECONDS)).isTrue();
            awaitEnd(prefetch);

            assertThat(prefetch.listed()).isEqualTo(count);
            for (int i = 1; i <= count; i++) {
                assertThat(prefetch.next()).contains(image(i + ".jpg"));
            }
            assertThat(prefetch.next()).isEmpty();
        }
    }

    @Test
    void noMoreIsReadThanIsWanted() throws Exception {
        AtomicInteger read = new AtomicInteger();
        ImageCursor endless = () -> Optional.of(image(read.incrementAndGet() + ".jpg"));
        try (Prefetch prefetch = new Prefetch(endless, 2)) {
            assertThat(prefetch.next()).contains(image("1.jpg"));
            assertThat(prefetch.next()).contains(image("2.jpg"));
            assertThat(prefetch.next()).isEmpty();
            assertThat(read).hasValue(2);
        }
    }

    @Test
    void whereTheTemporaryFolderTakesNothingTheReadingWaits() throws Exception {
        CountDownLatch full = new CountDownLatch(1);
        BlockQueue noPlace = new BlockQueue(1, () -> {
            full.countDown();
            throw new IOException("no space left on device");
        });
        int count = 5_000;
        try (Prefetch prefetch = new Prefetch(listing(count), Long.MAX_VALUE, new ListingSpool(noPlace))) {
            assertThat(full.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(prefetch.isAtEnd()).isFalse();
            for (int i = 1; i <= count; i++) {
                assertThat(prefetch.next()).contains(image(i + ".jpg"));
            }
            assertThat(prefetch.next()).isEmpty();
            assertThat(prefetch.listed()).isEqualTo(count);
        }
    }

    private static ImageCursor listing(int count) {
        AtomicInteger read = new AtomicInteger();
        return () -> read.incrementAndGet() > count ? Optional.empty() : Optional.of(image(read.get() + ".jpg"));
    }

    private static void awaitEnd(Prefetch prefetch) {
        while (!prefetch.isAtEnd()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aFailureComesInItsTurnAndStays() throws Exception {
        ImageStoreException broken = new ImageStoreException(Kind.OTHER, "it broke off");
        try (Prefetch prefetch =
                new Prefetch(new ListedImages().then(image("a.jpg")).thenFail(broken))) {
            assertThat(prefetch.next()).contains(image("a.jpg"));
            assertThatThrownBy(prefetch::peek).isSameAs(broken);
            assertThatThrownBy(prefetch::next).isSameAs(broken);
            assertThat(prefetch.isReady()).isTrue();
            assertThat(prefetch.isAtEnd()).isFalse();
            assertThat(prefetch.listed()).isEqualTo(1);
        }
    }

    @Test
    void aMistakeOfTheListingComesInItsTurnToo() throws Exception {
        IllegalStateException bug = new IllegalStateException("a bug");
        try (Prefetch prefetch =
                new Prefetch(new ListedImages().then(image("a.jpg")).thenThrow(bug))) {
            assertThat(prefetch.next()).contains(image("a.jpg"));
            assertThatThrownBy(prefetch::next).isSameAs(bug);
        }
    }

    @Test
    void anErrorOfTheMachineLeavesNobodyWaiting() {
        OutOfMemoryError error = new OutOfMemoryError("a test");
        try (Prefetch prefetch = new Prefetch(new ListedImages().thenThrow(error))) {
            assertThatThrownBy(prefetch::next).isSameAs(error);
        }
    }

    @Test
    void theListingIsClosedAtItsEnd() throws Exception {
        ListedImages images = ListedImages.of(image("a.jpg"));
        try (Prefetch prefetch = new Prefetch(images)) {
            images.awaitClosed();

            assertThat(prefetch.next()).contains(image("a.jpg"));
            assertThat(prefetch.next()).isEmpty();
        }
    }

    @Test
    void theListingIsClosedAfterItsFailure() throws Exception {
        ListedImages images = new ListedImages().thenFail(new ImageStoreException(Kind.OTHER, "it broke off"));
        try (Prefetch prefetch = new Prefetch(images)) {
            images.awaitClosed();

            assertThatThrownBy(prefetch::next).hasMessage("it broke off");
        }
    }

    @Test
    void closingEndsAThreadThatWaitsForItsListing() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        ListedImages images = new ListedImages();
        ImageCursor watched = new ImageCursor() {
            @Override
            public Optional<ImageEntry> next() throws ImageStoreException {
                reading.countDown();
                return images.next();
            }

            @Override
            public void close() {
                images.close();
            }
        };
        Prefetch prefetch = new Prefetch(watched);
        assertThat(reading.await(30, TimeUnit.SECONDS)).isTrue();

        prefetch.close();

        images.awaitClosed();
    }

    @Test
    void closingEndsAThreadThatWaitsForRoom() throws Exception {
        CountDownLatch full = new CountDownLatch(1);
        BlockQueue noPlace = new BlockQueue(1, () -> {
            full.countDown();
            throw new IOException("no space left on device");
        });
        CountDownLatch closed = new CountDownLatch(1);
        ImageCursor endless = new ImageCursor() {
            @Override
            public Optional<ImageEntry> next() {
                return Optional.of(image("a.jpg"));
            }

            @Override
            public void close() {
                closed.countDown();
            }
        };
        Prefetch prefetch = new Prefetch(endless, Long.MAX_VALUE, new ListingSpool(noPlace));
        assertThat(full.await(30, TimeUnit.SECONDS)).isTrue();

        prefetch.close();

        assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void closingTwiceHarmsNothing() throws Exception {
        ListedImages images = ListedImages.of(image("a.jpg"));
        Prefetch prefetch = new Prefetch(images);

        prefetch.close();
        prefetch.close();

        images.awaitClosed();
    }
}
