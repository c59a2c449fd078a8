package io.github.labelverifier.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The contract towards threads. Real ones, but none of them ever sleeps. */
@Timeout(60)
class RateGovernorTest {
    private static final OptionalDouble NO_CAP = OptionalDouble.empty();
    /** Far enough apart for a test never to see a second call. */
    private static final OptionalDouble ONE_IN_A_DAY = OptionalDouble.of(1.0 / TimeUnit.DAYS.toSeconds(1));

    /** A thread that asks for a permit, and has had to wait for it when this returns. */
    private static FutureTask<RateGovernor.Permit> waiting(RateGovernor governor, List<Thread> threads) {
        FutureTask<RateGovernor.Permit> permit = new FutureTask<>(governor::acquire);
        Thread thread = new Thread(permit);
        threads.add(thread);
        thread.start();
        while (thread.getState() != Thread.State.WAITING && thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        return permit;
    }

    private static void assertInterrupted(FutureTask<RateGovernor.Permit> permit) {
        assertThat(permit)
                .failsWithin(30, TimeUnit.SECONDS)
                .withThrowableThat()
                .withCauseInstanceOf(InterruptedException.class);
    }

    @Test
    void refusesNonsense() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RateGovernor(0, NO_CAP).close())
                .withMessageContaining("concurrency");
        for (double cap : new double[] {0, -1, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new RateGovernor(1, OptionalDouble.of(cap)).close())
                    .withMessageContaining("cap");
        }
    }

    @Test
    void theEndOfTheFirstCallLetsTheNextOneGo() throws Exception {
        try (RateGovernor governor = new RateGovernor(2, NO_CAP)) {
            RateGovernor.Permit first = governor.acquire();
            FutureTask<RateGovernor.Permit> second = waiting(governor, new ArrayList<>());
            first.succeeded();
            assertThat(second).succeedsWithin(30, TimeUnit.SECONDS);
            assertThat(governor.status().inFlight()).isEqualTo(1);
        }
    }

    @Test
    void everyKindOfEndFreesTheSlot() throws Exception {
        try (RateGovernor governor = new RateGovernor(1, NO_CAP)) {
            governor.acquire().succeeded();
            governor.acquire().throttled();
            governor.acquire().failed();
            governor.acquire().succeeded();
            assertThat(governor.status().inFlight()).isZero();
            assertThat(governor.status().throttled()).isEqualTo(1);
        }
    }

    @Test
    void aPermitEndsOnce() throws Exception {
        try (RateGovernor governor = new RateGovernor(1, NO_CAP)) {
            RateGovernor.Permit permit = governor.acquire();
            permit.succeeded();
            assertThatIllegalStateException().isThrownBy(permit::succeeded);
            assertThatIllegalStateException().isThrownBy(permit::throttled);
            assertThatIllegalStateException().isThrownBy(permit::failed);
            assertThat(governor.status().inFlight()).isZero();
        }
    }

    @Test
    void closingEndsAllWaiting() throws Exception {
        RateGovernor governor = new RateGovernor(8, ONE_IN_A_DAY);
        RateGovernor.Permit first = governor.acquire();
        List<FutureTask<RateGovernor.Permit>> permits = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            permits.add(waiting(governor, new ArrayList<>()));
        }
        // Now one of them waits for the time, the others for their turn.
        first.succeeded();
        governor.close();
        permits.forEach(RateGovernorTest::assertInterrupted);
        assertThatExceptionOfType(InterruptedException.class).isThrownBy(governor::acquire);
        governor.close();
    }

    @Test
    void aPermitCanBeEndedAfterClosing() throws Exception {
        RateGovernor governor = new RateGovernor(8, NO_CAP);
        RateGovernor.Permit permit = governor.acquire();
        governor.close();
        permit.succeeded();
        assertThat(governor.status().inFlight()).isZero();
    }

    @Test
    void anInterruptedThreadStopsWaitingAndLeavesItsTurnToOthers() throws Exception {
        try (RateGovernor governor = new RateGovernor(1, NO_CAP)) {
            RateGovernor.Permit first = governor.acquire();
            List<Thread> threads = new ArrayList<>();
            FutureTask<RateGovernor.Permit> second = waiting(governor, threads);
            FutureTask<RateGovernor.Permit> third = waiting(governor, threads);
            threads.get(0).interrupt();
            assertInterrupted(second);
            first.succeeded();
            assertThat(third).succeedsWithin(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void manyThreadsGetAllTheirPermitsAndNeverMoreThanAllowed() throws Exception {
        int threads = 16;
        int concurrency = 5;
        int callsPerThread = 300;
        AtomicInteger inFlight = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger started = new AtomicInteger();
        try (RateGovernor governor = new RateGovernor(concurrency, NO_CAP)) {
            CountDownLatch ready = new CountDownLatch(threads);
            List<FutureTask<Integer>> workers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                workers.add(new FutureTask<>(() -> {
                    ready.countDown();
                    ready.await();
                    for (int call = 0; call < callsPerThread; call++) {
                        RateGovernor.Permit permit = governor.acquire();
                        most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
                        inFlight.decrementAndGet();
                        if (started.incrementAndGet() % 50 == 0) {
                            permit.failed();
                        } else {
                            permit.succeeded();
                        }
                    }
                    return callsPerThread;
                }));
            }
            workers.forEach(worker -> new Thread(worker).start());
            for (FutureTask<Integer> worker : workers) {
                assertThat(worker).succeedsWithin(60, TimeUnit.SECONDS);
            }
            assertThat(most.get()).isLessThanOrEqualTo(concurrency);
            assertThat(started.get()).isEqualTo(threads * callsPerThread);
            assertThat(governor.status().inFlight()).isZero();
        }
    }

    @Test
    void aThrottledCallIsLetThroughAgain() throws Exception {
        try (RateGovernor governor = new RateGovernor(4, NO_CAP)) {
            governor.acquire().succeeded();
            for (int i = 0; i < 3; i++) {
                governor.acquire().throttled();
            }
            governor.acquire().succeeded();
            assertThat(governor.status().throttled()).isEqualTo(3);
        }
    }
}
