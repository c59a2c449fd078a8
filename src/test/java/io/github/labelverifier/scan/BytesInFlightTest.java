package io.github.labelverifier.scan;

import static io.github.labelverifier.scan.Pictures.deer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.LabelDetector;
import io.github.labelverifier.rate.RateGovernor;
import io.github.labelverifier.thread.BytesInFlight;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How much memory calls in flight take, whatever their number. */
@Timeout(60)
class BytesInFlightTest {
    private static final long MOST = 10 << 20;

    private final AtomicLong inFlight = new AtomicLong();
    private final AtomicLong most = new AtomicLong();
    private final RateGovernor governor = mock(RateGovernor.class);

    /** Weighs as much as the image, and keeps count. */
    private final LabelDetector detector = new LabelDetector() {
        @Override
        @SuppressWarnings("ThreadPriorityCheck") // only makes it likelier that others come between
        public Detection detect(ImageEntry image) {
            most.accumulateAndGet(inFlight.addAndGet(image.size()), Math::max);
            Thread.yield();
            inFlight.addAndGet(-image.size());
            return deer();
        }

        @Override
        public long weight(ImageEntry image) {
            return image.size();
        }
    };

    private void callAll(List<Long> sizes) throws Exception {
        when(governor.acquire()).thenReturn(mock(RateGovernor.Permit.class));
        GovernedDetector governed = new GovernedDetector(detector, governor, MOST);
        ExecutorService callers = Executors.newFixedThreadPool(16);
        try {
            List<Future<Detection>> calls = new ArrayList<>();
            for (long size : sizes) {
                calls.add(callers.submit(
                        () -> governed.detect(new ImageEntry(size + ".jpg", size, "etag", Instant.EPOCH))));
            }
            for (Future<Detection> call : calls) {
                assertThat(call.get()).isEqualTo(deer());
            }
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void staysBelowTheBound() throws Exception {
        List<Long> sizes = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            sizes.add((1L + i % 5) << 20);
        }

        callAll(sizes);

        assertThat(most.get()).isBetween(1L, MOST);
        assertThat(inFlight.get()).isZero();
    }

    @Test
    void isThatOfOneWhereOneAloneIsAboveTheBound() throws Exception {
        callAll(List.of(11L << 20, 12L << 20, 13L << 20, 14L << 20));

        assertThat(most.get()).isBetween(11L << 20, 14L << 20);
    }

    @Test
    void doesNotMatterWhereImagesAreNamedAlone() throws Exception {
        BytesInFlight bytes = new BytesInFlight(1);
        bytes.take(1_000);

        assertThat(bytes.take(0)).isNotNull();
    }
}
