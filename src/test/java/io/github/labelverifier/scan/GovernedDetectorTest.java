package io.github.labelverifier.scan;

import static io.github.labelverifier.scan.Pictures.deer;
import static io.github.labelverifier.scan.Pictures.failure;
import static io.github.labelverifier.scan.Pictures.image;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.DetectionException;
import io.github.labelverifier.label.DetectionException.Kind;
import io.github.labelverifier.label.LabelDetector;
import io.github.labelverifier.rate.RateGovernor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls at the governor's pace: each with a permit of its own that ends once, by what became of the call. */
@Timeout(60)
class GovernedDetectorTest {
    private static final long MEMORY = 1_000_000;

    private final RateGovernor governor = mock(RateGovernor.class);
    private final List<String> log = new ArrayList<>();
    private final Deque<Object> outcomes = new ArrayDeque<>();
    private final LabelDetector detector = image -> {
        log.add("call");
        Object outcome = outcomes.remove();
        if (outcome instanceof DetectionException e) {
            throw e;
        }
        if (outcome instanceof RuntimeException e) {
            throw e;
        }
        if (outcome instanceof Error e) {
            throw e;
        }
        return (Detection) outcome;
    };

    /** Writes down how it ends. */
    private final class LoggedPermit implements RateGovernor.Permit {
        @Override
        public void succeeded() {
            log.add("succeeded");
        }

        @Override
        public void throttled() {
            log.add("throttled");
        }

        @Override
        public void failed() {
            log.add("failed");
        }
    }

    @BeforeEach
    void givePermits() throws InterruptedException {
        when(governor.acquire()).thenAnswer(acquire -> {
            log.add("acquire");
            return new LoggedPermit();
        });
    }

    private Detection detect() throws DetectionException {
        return new GovernedDetector(detector, governor, MEMORY).detect(image("a.jpg"));
    }

    @Test
    void aCallThatIsAnsweredSucceeds() throws Exception {
        outcomes.add(deer());

        assertThat(detect()).isEqualTo(deer());
        assertThat(log).containsExactly("acquire", "call", "succeeded");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 100})
    void aThrottledCallIsMadeAgainUntilItIsAnsweredEachTimeWithANewPermit(int times) throws Exception {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            outcomes.add(failure(Kind.THROTTLED, image("a.jpg")));
            expected.addAll(List.of("acquire", "call", "throttled"));
        }
        outcomes.add(deer());
        expected.addAll(List.of("acquire", "call", "succeeded"));

        assertThat(detect()).isEqualTo(deer());
        assertThat(log).containsExactlyElementsOf(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "FAILED, failed",
        "FATAL, failed",
        "DENIED, failed",
        "STOPPED, failed",
        // The service took the call: it is the image that it does not like.
        "UNCHECKABLE, succeeded"
    })
    void aCallThatFailsForAnotherReasonIsNotMadeAgain(Kind kind, String end) {
        DetectionException failure = failure(kind, image("a.jpg"));
        outcomes.add(failure);

        assertThatThrownBy(this::detect).isSameAs(failure);
        assertThat(log).containsExactly("acquire", "call", end);
    }

    @Test
    void aCallThatFailsAfterAThrottleEndsBothPermits() {
        DetectionException failure = failure(Kind.FAILED, image("a.jpg"));
        outcomes.add(failure(Kind.THROTTLED, image("a.jpg")));
        outcomes.add(failure);

        assertThatThrownBy(this::detect).isSameAs(failure);
        assertThat(log).containsExactly("acquire", "call", "throttled", "acquire", "call", "failed");
    }

    @Test
    void aMistakeOfTheDetectorEndsThePermitToo() {
        IllegalStateException bug = new IllegalStateException("a bug");
        outcomes.add(bug);

        assertThatThrownBy(this::detect).isSameAs(bug);
        assertThat(log).containsExactly("acquire", "call", "failed");
    }

    @Test
    void anErrorOfTheMachineEndsThePermitToo() {
        OutOfMemoryError error = new OutOfMemoryError("a test");
        outcomes.add(error);

        assertThatThrownBy(this::detect).isSameAs(error);
        assertThat(log).containsExactly("acquire", "call", "failed");
    }

    @Test
    void aGovernorThatGivesNoPermitStopsTheImageWithoutACall() throws Exception {
        RateGovernor closed = mock(RateGovernor.class);
        when(closed.acquire()).thenThrow(new InterruptedException("closed"));

        DetectionException stopped = catchThrowableOfType(
                DetectionException.class, () -> new GovernedDetector(detector, closed, MEMORY).detect(image("a.jpg")));

        assertThat(Thread.interrupted()).as("the interruption is handed on").isTrue();
        assertThat(stopped.kind()).isEqualTo(Kind.STOPPED);
        assertThat(stopped).hasMessage("a.jpg was not checked: stopped");
        assertThat(log).isEmpty();
    }

    @Test
    void aRealGovernorIsLeftWithNoCallInFlightAndEveryThrottleCounted() throws Exception {
        try (RateGovernor real = new RateGovernor(4, OptionalDouble.empty())) {
            AtomicInteger calls = new AtomicInteger();
            LabelDetector throttling = image -> {
                int number = calls.incrementAndGet();
                if (number == 2 || number == 7) {
                    throw failure(Kind.THROTTLED, image);
                }
                if (number == 4) {
                    throw failure(Kind.UNCHECKABLE, image);
                }
                return deer();
            };
            GovernedDetector governed = new GovernedDetector(throttling, real, MEMORY);
            int answered = 0;
            for (int i = 0; i < 8; i++) {
                try {
                    governed.detect(image(i + ".jpg"));
                    answered++;
                } catch (DetectionException e) {
                    assertThat(e.kind()).isEqualTo(Kind.UNCHECKABLE);
                }
            }

            assertThat(answered).isEqualTo(7);
            assertThat(calls).hasValue(10);
            assertThat(real.status().inFlight()).isZero();
            assertThat(real.status().throttled()).isEqualTo(2);
        }
    }

    @Test
    void closingARealGovernorStopsThoseWhoWaitForIt() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        CompletableFuture<Detection> answer = new CompletableFuture<>();
        CompletableFuture<Void> called = new CompletableFuture<>();
        RateGovernor real = new RateGovernor(1, OptionalDouble.empty());
        try {
            GovernedDetector governed = new GovernedDetector(
                    image -> {
                        called.complete(null);
                        return answer.join();
                    },
                    real,
                    MEMORY);
            Future<Detection> first = threads.submit(() -> governed.detect(image("a.jpg")));
            called.get(30, TimeUnit.SECONDS);
            Future<DetectionException> second = threads.submit(
                    () -> catchThrowableOfType(DetectionException.class, () -> governed.detect(image("b.jpg"))));

            real.close();

            assertThat(second.get(30, TimeUnit.SECONDS).kind()).isEqualTo(Kind.STOPPED);
            answer.complete(deer());
            assertThat(first.get(30, TimeUnit.SECONDS)).isEqualTo(deer());
            assertThat(real.status().inFlight()).isZero();
        } finally {
            threads.shutdownNow();
        }
    }
}
