package io.github.labelverifier.scan;

import static io.github.labelverifier.scan.Pictures.deer;
import static io.github.labelverifier.scan.Pictures.failure;
import static io.github.labelverifier.scan.Pictures.image;
import static io.github.labelverifier.scan.Pictures.labels;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

import io.github.labelverifier.image.Contents;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.image.SkipRule;
import io.github.labelverifier.label.DetectionException;
import io.github.labelverifier.label.DetectionException.Kind;
import io.github.labelverifier.label.RecordedAnswers;
import io.github.labelverifier.label.Refusal;
import io.github.labelverifier.rate.RateGovernor;
import io.github.labelverifier.scan.ScanResult.End;
import io.github.labelverifier.testing.Digests;
import io.github.labelverifier.verdict.Counts;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Judge;
import io.github.labelverifier.verdict.Policy;
import io.github.labelverifier.verdict.Reason;
import io.github.labelverifier.verdict.ReferenceLabels;
import io.github.labelverifier.verdict.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The run from a listing to findings, with calls that answer when the test says so. */
@Timeout(60)
class ScanTest {
    private static final long NO_LIMIT = Long.MAX_VALUE;

    private final ExecutorService runner = Executors.newSingleThreadExecutor();
    private final HandDetector detector = new HandDetector();
    private final KeptFindings sink = new KeptFindings();
    private final RateGovernor governor = mock(RateGovernor.class);
    private final AtomicReference<Runnable> atClose = new AtomicReference<>(() -> {});
    private final StopSignal stop = new StopSignal();
    private final RecordedMap earlier = new RecordedMap();
    private final RecordedMap thisRun = new RecordedMap();
    private final List<Progress> progress = new ArrayList<>();
    private Twins twins = Twins.hashedWhenSent();
    private CallBudget budget = new CallBudget(NO_LIMIT);
    private ProgressListener listener = this::keep;
    private Set<String> exemplars = Set.of();
    private Conversion conversion = Conversion.NEVER;
    private int concurrency = 4;
    private long limit = NO_LIMIT;
    private Duration grace = Duration.ofMinutes(1);

    @BeforeEach
    void watchGovernor() {
        doAnswer(close -> {
                    atClose.get().run();
                    return null;
                })
                .when(governor)
                .close();
    }

    @AfterEach
    void endRunner() {
        runner.shutdownNow();
    }

    private void keep(Progress now) {
        synchronized (progress) {
            progress.add(now);
        }
    }

    private Scan scan(RecordedAnswers recorded) {
        Judge judge = new Judge(
                new Policy(85, 10, List.of("Person"), List.of()),
                new ReferenceLabels(List.of(new ReferenceLabels.Entry("Deer", 1))),
                exemplars);
        return new Scan(
                new Scan.Parts(
                        detector,
                        governor,
                        budget,
                        recorded,
                        thisRun,
                        twins,
                        new SkipRule(1_000_000, !conversion.equals(Conversion.NEVER)),
                        conversion,
                        judge,
                        sink,
                        listener,
                        stop),
                concurrency,
                limit,
                grace);
    }

    private ScanResult run(ListedImages images) throws Exception {
        return scan(earlier).run(new Prefetch(images));
    }

    private ScanResult run(ImageEntry... images) throws Exception {
        return run(ListedImages.of(images));
    }

    private Future<ScanResult> start(ListedImages images) {
        Callable<ScanResult> run = () -> run(images);
        return runner.submit(run);
    }

    private Future<ScanResult> start(ImageEntry... images) {
        return start(ListedImages.of(images));
    }

    private static Throwable failureOf(Future<ScanResult> run) throws Exception {
        try {
            throw new AssertionError("the run ended well: " + run.get(30, TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            return Objects.requireNonNull(e.getCause());
        }
    }

    private static ImageEntry[] images(String... keys) {
        return Arrays.stream(keys).map(Pictures::image).toArray(ImageEntry[]::new);
    }

    private static List<String> numbered(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> String.format("%05d.jpg", i))
                .toList();
    }

    private static ListedImages listed(List<String> keys) {
        return ListedImages.of(keys.stream().map(Pictures::image).toList());
    }

    @Nested
    class Order {
        @Test
        void findingsComeInTheOrderOfTheListingWhateverTheOrderOfAnswers() throws Exception {
            Future<ScanResult> run = start(images("a.jpg", "b.jpg", "c.jpg", "d.jpg"));
            detector.awaitCalls(4);

            detector.answer("d.jpg").answer("b.jpg").answer("c.jpg");
            detector.answer("a.jpg");

            assertThat(run.get().end()).isEqualTo(End.COMPLETE);
            assertThat(sink.keys()).containsExactly("a.jpg", "b.jpg", "c.jpg", "d.jpg");
        }

        @Test
        void imagesThatNeedNoCallKeepTheirPlaceAmongTheOthers() throws Exception {
            detector.holding("b.jpg").answeringOthers();
            earlier.put(image("c.jpg"), deer());
            Future<ScanResult> run = start(images("a.txt", "b.jpg", "c.jpg", "d.gif", "e.jpg"));
            detector.awaitCalls(2);

            detector.answer("b.jpg");

            run.get();
            assertThat(sink.keys()).containsExactly("a.txt", "b.jpg", "c.jpg", "d.gif", "e.jpg");
        }

        @ParameterizedTest
        @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
        void manyImagesOfAllKindsEndAsIfTheyWereCheckedOneByOne(long seed) throws Exception {
            Random random = new Random(seed);
            concurrency = 1 + random.nextInt(16);
            List<ImageEntry> images = new ArrayList<>();
            for (String key : numbered(2_000)) {
                int kind = random.nextInt(10);
                ImageEntry image =
                        kind == 0 ? image(key.replace("jpg", "txt")) : image(key, "content " + random.nextInt(700));
                images.add(kind == 1 ? ImageEntry.unavailable(key, "it is not there") : image);
                if (kind == 2) {
                    earlier.put(image, labels("Deer", "Recorded"));
                }
            }
            sink.onAccept(thisRun::record);
            detector.answeringOthers().onCall(image -> {
                for (long turns = Math.floorMod(image.key().hashCode() * seed, 4_000); turns > 0; turns--) {
                    Thread.onSpinWait();
                }
            });

            ScanResult result = run(ListedImages.of(images));

            assertThat(sink.keys())
                    .containsExactlyElementsOf(
                            images.stream().map(ImageEntry::key).toList());
            assertThat(sink.findings())
                    .allSatisfy(finding -> assertThat(finding.verdict())
                            .isEqualTo(
                                    finding.image().key().endsWith("txt")
                                            ? Verdict.SKIP
                                            : finding.image().problem().isPresent() ? Verdict.ERROR : Verdict.KEEP));
            assertThat(result.progress().counts().images()).isEqualTo(2_000);
            assertThat(detector.mostInFlight()).isLessThanOrEqualTo(concurrency);
            // Every content is called once, or was recorded.
            assertThat(detector.called().stream()
                            .map(key -> images.stream()
                                    .filter(image -> image.key().equals(key))
                                    .findFirst()
                                    .orElseThrow()
                                    .etag()))
                    .doesNotHaveDuplicates();
            assertThat(result.progress().calls()).isEqualTo(detector.called().size());
            assertThat(result.progress().calls()
                            + result.progress().reused()
                            + result.progress().duplicates()
                            + result.progress().counts().skip()
                            + result.progress().counts().error())
                    .isEqualTo(2_000);
        }
    }

    @Nested
    class Bounds {
        @Test
        void noMoreCallsAreInFlightThanAllowed() throws Exception {
            concurrency = 3;
            List<String> keys = numbered(60);
            Future<ScanResult> run = start(listed(keys));

            for (int i = 0; i < keys.size(); i++) {
                detector.awaitCalls(Math.min(keys.size(), i + 3));
                detector.answer(keys.get(i));
            }

            run.get();
            assertThat(detector.mostInFlight()).isEqualTo(3);
            assertThat(detector.called()).containsExactlyInAnyOrderElementsOf(keys);
        }

        @Test
        void whatAKilledRunCouldLoseIsNeverMoreThanWhatMayBeInFlight() throws Exception {
            concurrency = 3;
            List<String> keys = numbered(300);
            AtomicLong most = new AtomicLong();
            detector.holding("00000.jpg", "00100.jpg", "00200.jpg")
                    .answeringOthers()
                    .onCall(image -> most.accumulateAndGet(sink.atRisk(detector.called()), Math::max));
            Future<ScanResult> run = start(listed(keys));
            for (String slow : List.of("00000.jpg", "00100.jpg", "00200.jpg")) {
                // The others go on behind the slow one.
                detector.awaitCalls(Integer.parseInt(slow.substring(0, 5)) + 50);
                detector.answer(slow);
            }

            run.get();
            assertThat(most).hasValueLessThanOrEqualTo(3);
            assertThat(sink.keys()).containsExactlyElementsOf(keys);
            assertThat(sink.isFlushed()).isTrue();
        }

        @Test
        void findingsAreOnDiskBeforeTheNextCallIsPaid() throws Exception {
            concurrency = 1;
            List<String> lost = new ArrayList<>();
            detector.answeringOthers().onCall(image -> lost.add(String.valueOf(sink.atRisk(detector.called()))));

            run(images("a.jpg", "b.jpg", "c.jpg"));

            // At each call, that call alone.
            assertThat(lost).containsExactly("1", "1", "1");
        }

        @Test
        void oneSlowImageStallsNothingButIsWaitedForWithTheWindowBehindItFull() throws Exception {
            concurrency = 2;
            List<String> keys = numbered(1_500);
            AtomicLong furthest = new AtomicLong();
            detector.holding("00000.jpg").answeringOthers().onCall(image -> {
                if (sink.keys().isEmpty()) {
                    furthest.accumulateAndGet(Long.parseLong(image.key().substring(0, 5)), Math::max);
                }
                if (image.key().equals("00999.jpg")) {
                    detector.answer("00000.jpg");
                }
            });

            ScanResult result = run(listed(keys));

            assertThat(result.end()).isEqualTo(End.COMPLETE);
            assertThat(furthest).hasValueLessThan(1_000);
            assertThat(sink.keys()).containsExactlyElementsOf(keys);
            assertThat(sink.held()).isNotEmpty().doesNotHaveDuplicates().doesNotContain("00000.jpg");
        }

        @Test
        void anAnswerThatIsAnErrorIsNotHeld() throws Exception {
            concurrency = 2;
            detector.holding("00000.jpg").answeringOthers();
            detector.fail("00001.jpg", failure(Kind.FAILED, image("00001.jpg")));
            Future<ScanResult> run = start(listed(numbered(10)));
            detector.awaitCalls(10);
            detector.answer("00000.jpg");

            run.get();
            assertThat(sink.held()).doesNotContain("00001.jpg");
            assertThat(sink.findings().get(1).verdict()).isEqualTo(Verdict.ERROR);
        }

        @Test
        void progressCountsAnswersAndNotLinesThatWaitForTheirTurn() throws Exception {
            CountDownLatch three = new CountDownLatch(1);
            listener = now -> {
                if (now.done() == 3 && now.counts().images() == 0) {
                    three.countDown();
                }
            };
            Future<ScanResult> run = start(images("a.jpg", "b.jpg", "c.jpg", "d.jpg"));
            detector.answer("b.jpg").answer("c.jpg").answer("d.jpg");

            assertThat(three.await(30, TimeUnit.SECONDS)).isTrue();
            detector.answer("a.jpg");
            assertThat(run.get().progress().done()).isEqualTo(4);
        }

        @Test
        void oneAtLeastMustBeAllowedInFlight() {
            concurrency = 0;

            assertThatThrownBy(() -> scan(earlier)).hasMessage("concurrency: 0");
        }
    }

    @Nested
    class Money {
        @Test
        void theSameContentInFlightIsCalledOnce() throws Exception {
            Future<ScanResult> run = start(image("a.jpg", "same"), image("b.jpg", "same"), image("c.jpg", "other"));
            detector.awaitCalls(2);
            assertThat(detector.called()).containsExactlyInAnyOrder("a.jpg", "c.jpg");

            detector.answer("c.jpg").answer("a.jpg", labels("Person"));

            assertThat(run.get().progress().calls()).isEqualTo(2);
            assertThat(run.get().progress().duplicates()).isEqualTo(1);
            assertThat(sink.findings())
                    .extracting(Finding::verdict)
                    .containsExactly(Verdict.FLAG, Verdict.FLAG, Verdict.KEEP);
            assertThat(sink.findings().get(1).image().key()).isEqualTo("b.jpg");
        }

        @Test
        void theSameContentSettledBeforeIsCalledOnce() throws Exception {
            concurrency = 1;
            detector.answeringOthers();
            sink.onAccept(thisRun::record);

            ScanResult result = run(image("a.jpg", "same"), image("b.jpg"), image("c.jpg", "same"));

            assertThat(detector.called()).containsExactly("a.jpg", "b.jpg");
            assertThat(result.progress().duplicates()).isEqualTo(1);
            assertThat(sink.findings().get(2).detection()).contains(deer());
        }

        @Test
        void aTwinIsLookedAtOnceAfterTheCallThatServesAllOthers() throws Exception {
            List<String> looks = new ArrayList<>();
            twins = Twins.fetchedByKey(Contents.AS_LISTED, image -> {
                looks.add(image.key());
                return Twins.Seen.UNCHANGED;
            });
            detector.answeringOthers();
            sink.onAccept(thisRun::record);

            ScanResult result = run(IntStream.range(0, 200)
                    .mapToObj(i -> image(String.format("%05d.jpg", i), "same"))
                    .toArray(ImageEntry[]::new));

            assertThat(detector.called()).containsExactly("00000.jpg");
            assertThat(looks).containsExactly("00000.jpg");
            assertThat(result.progress().duplicates()).isEqualTo(199);
        }

        @ParameterizedTest
        @EnumSource(
                value = Twins.Seen.class,
                names = {"OTHER", "ABSENT", "UNKNOWN"})
        void aTwinThatIsNotKnownToHaveHadItsContentServesNoOther(Twins.Seen seen) throws Exception {
            twins = Twins.fetchedByKey(
                    Contents.AS_LISTED, image -> image.key().equals("a.jpg") ? seen : Twins.Seen.UNCHANGED);
            detector.answer("a.jpg", labels("Person")).answeringOthers();

            run(image("a.jpg", "same"), image("b.jpg", "same"), image("c.jpg", "same"));

            assertThat(detector.called()).containsExactly("a.jpg", "b.jpg");
            assertThat(sink.findings())
                    .extracting(Finding::verdict)
                    .containsExactly(Verdict.FLAG, Verdict.KEEP, Verdict.KEEP);
        }

        @Test
        void theAnswersOfCallsByKeyAreProvenByNoLookYet() throws Exception {
            twins = Twins.fetchedByKey(Contents.AS_LISTED, image -> Twins.Seen.UNCHANGED);
            detector.answeringOthers();
            sink.onAccept(thisRun::record);

            ScanResult result = run(image("a.jpg", "same"), image("b.jpg", "same"), image("c.jpg"));

            assertThat(result.unproven().count()).isEqualTo(2);
            assertThat(result.unproven().first()).extracting(ImageEntry::key).containsExactly("a.jpg", "c.jpg");
            assertThat(result.unproven().isWhole()).isTrue();
        }

        @Test
        void theAnswersForBytesAreProven() throws Exception {
            detector.answeringOthers();

            assertThat(run(image("a.jpg"), image("b.jpg")).unproven().count()).isZero();
        }

        @Test
        void aTwinThatTurnsOutToNeedACallEndsTheRunWithTheBudgetSpent() throws Exception {
            twins = Twins.fetchedByKey(Contents.AS_LISTED, image -> Twins.Seen.OTHER);
            detector.answeringOthers();
            budget = new CallBudget(1);

            ScanResult result = run(image("a.jpg", "same"), image("b.jpg", "same"), image("c.jpg", "same"));

            assertThat(result.end()).isEqualTo(End.CALLS_SPENT);
            assertThat(sink.keys()).containsExactly("a.jpg");
            assertThat(result.progress().calls()).isEqualTo(1);
        }

        @Test
        void anImageIsTakenForATwinOnlyOnceTheListingIsFarAhead() throws Exception {
            twins = Twins.fetchedByKey(Contents.AS_LISTED, image -> Twins.Seen.UNCHANGED);
            detector.answeringOthers();
            CountDownLatch settled = new CountDownLatch(1);
            sink.onAccept(finding -> {
                thisRun.record(finding);
                settled.countDown();
            });
            ListedImages listing = new ListedImages().then(image("a.jpg", "same"), image("b.jpg", "same"));
            Future<ScanResult> run = start(listing);
            assertThat(settled.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(sink.keys()).containsExactly("a.jpg");

            listing.thenEnd();

            assertThat(run.get().progress().duplicates()).isEqualTo(1);
        }

        @Test
        void aTwinOfAnImageThatCouldNotBeSentIsCalledItself() throws Exception {
            detector.fail("a.jpg", new DetectionException(Kind.NOT_SENT, DetectionException.CHANGED, "changed", null))
                    .answeringOthers();

            run(image("a.jpg", "same"), image("b.jpg", "same"));

            assertThat(sink.findings()).extracting(Finding::verdict).containsExactly(Verdict.ERROR, Verdict.KEEP);
        }

        @Test
        void theSameEtagOfAnotherSizeIsAnotherContent() throws Exception {
            detector.answeringOthers();

            run(
                    new ImageEntry("a.jpg", 1, Digests.of("same"), Instant.EPOCH),
                    new ImageEntry("b.jpg", 2, Digests.of("same"), Instant.EPOCH));

            assertThat(detector.called()).containsExactlyInAnyOrder("a.jpg", "b.jpg");
        }

        @Test
        void imagesOfUnknownContentAreNotTakenForTheSame() throws Exception {
            detector.answeringOthers();

            ScanResult result = run(image("a.jpg", ""), image("b.jpg", ""));

            assertThat(detector.called()).containsExactlyInAnyOrder("a.jpg", "b.jpg");
            assertThat(result.progress().duplicates()).isZero();
        }

        @Test
        void anExemplarIsKeptAndItsContentIsNotCalledAgain() throws Exception {
            exemplars = Set.of("exemplar.jpg");
            thisRun.put(image("exemplar.jpg", "exemplary"), labels("Person"));

            ScanResult result = run(image("copy.jpg", "exemplary"), image("exemplar.jpg", "exemplary"));

            assertThat(detector.called()).isEmpty();
            assertThat(result.progress().calls()).isZero();
            assertThat(sink.findings()).extracting(Finding::verdict).containsExactly(Verdict.FLAG, Verdict.KEEP);
            // The exemplar itself saved nothing: it was paid for as what it is.
            assertThat(result.progress().duplicates()).isEqualTo(1);
        }

        @Test
        void whatAnEarlierRunRecordedIsNotCalled() throws Exception {
            detector.answeringOthers();
            earlier.put(image("b.jpg"), labels("Person"));

            ScanResult result = run(images("a.jpg", "b.jpg"));

            assertThat(detector.called()).containsExactly("a.jpg");
            assertThat(result.progress().reused()).isEqualTo(1);
            assertThat(sink.findings()).extracting(Finding::verdict).containsExactly(Verdict.KEEP, Verdict.FLAG);
        }

        @Test
        void whatAnEarlierRunRecordedOfAnImageStillWaitingForItsTurnServesItsTwinsToo() throws Exception {
            detector.holding("a.jpg").answeringOthers();
            ImageEntry recorded = image("b.jpg", "same");
            RecordedAnswers byKey =
                    image -> image.key().equals("b.jpg") ? Optional.of(labels("Deer", "Recorded")) : Optional.empty();
            Future<ScanResult> run = runner.submit(() -> scan(byKey)
                    .run(new Prefetch(
                            ListedImages.of(image("a.jpg"), recorded, image("c.jpg", "same"), image("d.jpg")))));
            detector.awaitCalls(2);

            detector.answer("a.jpg");

            ScanResult result = run.get();
            assertThat(detector.called()).containsExactlyInAnyOrder("a.jpg", "d.jpg");
            assertThat(result.progress().reused()).isEqualTo(1);
            assertThat(result.progress().duplicates()).isEqualTo(1);
        }

        @Test
        void whatIsNotWorthACallIsSkippedWithoutOne() throws Exception {
            ScanResult result = run(
                    image("folder/"),
                    new ImageEntry("empty.jpg", 0, "e", Instant.EPOCH),
                    image("text.txt"),
                    new ImageEntry("huge.jpg", 1_000_001, "h", Instant.EPOCH),
                    new ImageEntry("cold.jpg", 1, "c", Instant.EPOCH, Optional.of("GLACIER"), Optional.empty()));

            assertThat(detector.called()).isEmpty();
            assertThat(sink.findings()).extracting(Finding::verdict).containsOnly(Verdict.SKIP);
            assertThat(sink.findings())
                    .extracting(finding -> finding.reasons().get(0).text())
                    .containsExactly("folder", "empty", "not-a-picture", "too-large", "archived");
            assertThat(result.progress().calls()).isZero();
        }

        @Test
        void anImageThatWasNamedAndIsNotThereIsAnErrorWithoutACall() throws Exception {
            run(ImageEntry.unavailable("gone.jpg", "there is no s3://photos/gone.jpg"));

            assertThat(detector.called()).isEmpty();
            Finding finding = sink.findings().get(0);
            assertThat(finding.verdict()).isEqualTo(Verdict.ERROR);
            assertThat(finding.reasons()).containsExactly(Reason.NOT_AVAILABLE);
            assertThat(finding.message()).contains("there is no s3://photos/gone.jpg");
        }

        @ParameterizedTest
        @ValueSource(longs = {0, 1, 3, 7})
        void theBudgetEndsTheRunBeforeTheFirstCallTooManyWithAllBeforeItSettled(long most) throws Exception {
            budget = new CallBudget(most);
            detector.answeringOthers();
            List<String> keys = numbered(8);

            ScanResult result = run(listed(keys));

            assertThat(result.end()).isEqualTo(End.CALLS_SPENT);
            assertThat(detector.called()).hasSize((int) most);
            assertThat(sink.keys()).containsExactlyElementsOf(keys.subList(0, (int) most));
            assertThat(sink.isFlushed()).isTrue();
            assertThat(result.progress().calls()).isEqualTo(most);
        }

        @Test
        void aBudgetThatJustReachesEndsTheRunWell() throws Exception {
            budget = new CallBudget(2);
            detector.answeringOthers();

            assertThat(run(images("a.jpg", "b.jpg", "c.txt")).end()).isEqualTo(End.COMPLETE);
            assertThat(sink.keys()).hasSize(3);
        }

        @Test
        void whatNeedsNoCallIsStillDoneWithTheBudgetSpentUpToTheFirstImageThatNeedsOne() throws Exception {
            sink.onAccept(thisRun::record);
            budget = new CallBudget(1);
            detector.answeringOthers();
            earlier.put(image("c.jpg"), deer());

            ScanResult result = run(
                    image("a.jpg", "same"),
                    image("b.jpg", "same"),
                    image("c.jpg"),
                    image("d.txt"),
                    image("e.jpg"),
                    image("f.txt"));

            assertThat(result.end()).isEqualTo(End.CALLS_SPENT);
            assertThat(sink.keys()).containsExactly("a.jpg", "b.jpg", "c.jpg", "d.txt");
        }

        @Test
        void aBudgetThatIsSpentWhileCallsAreInFlightWaitsForThem() throws Exception {
            budget = new CallBudget(2);
            Future<ScanResult> run = start(images("a.jpg", "b.jpg", "c.jpg"));
            detector.awaitCalls(2);
            detector.answer("b.jpg").answer("a.jpg");

            assertThat(run.get().end()).isEqualTo(End.CALLS_SPENT);
            assertThat(sink.keys()).containsExactly("a.jpg", "b.jpg");
        }
    }

    @Nested
    class Ends {
        @Test
        void anEmptyListingIsDoneAtOnce() throws Exception {
            ScanResult result = run();

            assertThat(result.end()).isEqualTo(End.COMPLETE);
            assertThat(sink.keys()).isEmpty();
            assertThat(result.progress().counts()).isEqualTo(Counts.NONE);
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 1, 5, 8, 9})
        void aLimitEndsTheRunAfterSoManyImages(int most) throws Exception {
            limit = most;
            detector.answeringOthers();
            List<String> keys = numbered(8);

            ScanResult result = run(listed(keys));

            assertThat(result.end()).isEqualTo(End.COMPLETE);
            assertThat(sink.keys()).containsExactlyElementsOf(keys.subList(0, Math.min(8, most)));
            assertThat(detector.called()).hasSize(Math.min(8, most));
        }

        @Test
        void aLimitCountsImagesThatNeedNoCallToo() throws Exception {
            limit = 2;
            detector.answeringOthers();

            run(images("a.txt", "b.jpg", "c.jpg"));

            assertThat(sink.keys()).containsExactly("a.txt", "b.jpg");
        }

        @Test
        void aLimitNeedsNoMoreOfTheListing() throws Exception {
            limit = 1;
            detector.answeringOthers();

            // A listing that never goes on.
            assertThat(run(new ListedImages().then(images("a.jpg"))).end()).isEqualTo(End.COMPLETE);
        }

        @Test
        void whatTheRunHasOpenedIsClosed() throws Exception {
            ListedImages images = ListedImages.of(images("a.txt"));

            run(images);

            images.awaitClosed();
            verify(governor, atLeastOnce()).close();
        }

        @Test
        void aSlowListingIsWaitedForWhileAnswersAreHandedOn() throws Exception {
            detector.answeringOthers();
            ListedImages images = new ListedImages().then(images("a.jpg"));
            sink.onAccept(finding -> {
                if (finding.image().key().equals("a.jpg")) {
                    images.then(images("b.jpg")).thenEnd();
                }
            });

            assertThat(run(images).end()).isEqualTo(End.COMPLETE);
            assertThat(sink.keys()).containsExactly("a.jpg", "b.jpg");
        }

        @Test
        void theModelsOfAnswersAreToldApart() throws Exception {
            detector.answer("a.jpg", labels("3.0", new String[] {"Deer"}));
            detector.answer("b.jpg", labels("", new String[] {"Deer"}));
            detector.answer("d.jpg", labels("3.1", new String[] {"Deer"}));
            earlier.put(image("c.jpg"), labels("2.0", new String[] {"Deer"}));

            ScanResult result = run(images("a.jpg", "b.jpg", "c.jpg", "d.jpg"));

            assertThat(result.liveModels()).containsExactlyInAnyOrder("3.0", "3.1");
            assertThat(result.recordedModels()).containsExactly("2.0");
        }
    }

    @Nested
    class Failures {
        @Test
        void ofAnImageAreItsFinding() throws Exception {
            detector.answeringOthers();
            detector.fail("a.jpg", failure(Kind.UNCHECKABLE, image("a.jpg")));
            detector.fail("b.jpg", failure(Kind.FAILED, image("b.jpg")));

            ScanResult result = run(images("a.jpg", "b.jpg", "c.jpg"));

            assertThat(result.end()).isEqualTo(End.COMPLETE);
            assertThat(sink.findings())
                    .extracting(Finding::verdict)
                    .containsExactly(Verdict.SKIP, Verdict.ERROR, Verdict.KEEP);
            assertThat(sink.findings().get(0).reasons()).containsExactly(Reason.parse("UNCHECKABLEException"));
            assertThat(sink.findings().get(1).message()).contains("b.jpg failed");
            assertThat(sink.findings().get(1).isRemovable()).isFalse();
        }

        @Test
        void ofTheListingComeAfterWhatIsPaidIsSettled() throws Exception {
            ImageStoreException broken = new ImageStoreException(ImageStoreException.Kind.OTHER, "it broke off");
            whenTheGovernorIsClosed(
                    () -> detector.answer("b.jpg", labels("Person")).answer("a.jpg"));
            Future<ScanResult> run =
                    start(new ListedImages().then(images("a.jpg", "b.jpg")).thenFail(broken));
            detector.awaitCalls(2);

            assertThat(failureOf(run)).isSameAs(broken);
            assertThat(sink.keys()).containsExactly("a.jpg", "b.jpg");
            assertThat(sink.isFlushed()).isTrue();
        }

        @Test
        void ofAListingThatIsWrongItselfComeAfterWhatIsPaidIsSettled() throws Exception {
            IllegalStateException bug = new IllegalStateException("a bug");
            detector.answeringOthers();

            assertThatThrownBy(
                            () -> run(new ListedImages().then(images("a.jpg")).thenThrow(bug)))
                    .isSameAs(bug);
            assertThat(sink.keys()).containsExactly("a.jpg");
        }

        @ParameterizedTest
        @EnumSource(
                value = Kind.class,
                names = {"DENIED", "FATAL", "STOPPED", "THROTTLED"})
        void thatAllImagesShareEndTheRunAfterWhatIsPaidIsSettled(Kind kind) throws Exception {
            DetectionException fatal = failure(kind, image("b.jpg"));
            whenTheGovernorIsClosed(() -> detector.fail("d.jpg", failure(kind, image("d.jpg")))
                    .fail("e.jpg", failure(kind, image("e.jpg")))
                    .answer("c.jpg"));
            Future<ScanResult> run = start(images("a.jpg", "b.jpg", "c.jpg", "d.jpg", "e.jpg"));
            detector.awaitCalls(4);
            detector.fail("b.jpg", fatal).answer("a.jpg");

            assertThat(failureOf(run)).isSameAs(fatal);
            assertThat(sink.keys()).containsExactly("a.jpg", "c.jpg");
            assertThat(sink.isFlushed()).isTrue();
        }

        @Test
        void ofADetectorThatIsWrongItselfEndTheRunAfterWhatIsPaidIsSettled() throws Exception {
            IllegalStateException bug = new IllegalStateException("a bug");
            whenTheGovernorIsClosed(() ->
                    detector.fail("b.jpg", new IllegalStateException("another")).answer("c.jpg"));
            Future<ScanResult> run = start(images("a.jpg", "b.jpg", "c.jpg"));
            detector.awaitCalls(3);
            detector.fail("a.jpg", bug);

            assertThat(failureOf(run)).isSameAs(bug);
            assertThat(sink.keys()).containsExactly("c.jpg");
        }

        @Test
        void ofTheMachineEndTheRunAndLeaveWhatIsPaid() throws Exception {
            OutOfMemoryError error = new OutOfMemoryError("a test");
            Future<ScanResult> run = start(images("a.jpg", "b.jpg", "c.jpg"));
            detector.awaitCalls(3);
            detector.fail("b.jpg", error);
            detector.awaitEnd("b.jpg");
            detector.answer("c.jpg").answer("a.jpg");

            assertThat(failureOf(run))
                    .isInstanceOf(DetectionException.class)
                    .hasCause(error)
                    .hasMessageContaining("b.jpg", "memory");
            assertThat(sink.keys()).as("what is paid is kept").containsExactly("a.jpg", "c.jpg");
            verify(governor, atLeastOnce()).close();
        }

        @Test
        void ofTheSinkEndTheRunAndItIsNotUsedAgain() throws Exception {
            IOException full = new IOException("disk full");
            sink.failingAt("b.jpg", full);
            Future<ScanResult> run = start(images("a.jpg", "b.jpg", "c.jpg", "d.jpg", "e.jpg"));
            detector.awaitCalls(4);
            detector.answer("d.jpg").answer("c.jpg").answer("b.jpg").answer("a.jpg");

            assertThat(failureOf(run)).isSameAs(full);
            assertThat(sink.keys()).containsExactly("a.jpg");
            assertThat(sink.isUsedAfterFailure()).isFalse();
            verify(governor, atLeastOnce()).close();
        }

        @Test
        void ofARecordingEndTheRunAfterWhatIsPaidIsSettled() throws Exception {
            IOException unreadable = new IOException("the report is out of order");
            earlier.failingAt("c.jpg", unreadable);
            whenTheGovernorIsClosed(() -> detector.answer("b.jpg").answer("a.jpg"));
            Future<ScanResult> run = start(images("a.jpg", "b.jpg", "c.jpg"));

            assertThat(failureOf(run)).isSameAs(unreadable);
            assertThat(sink.keys()).containsExactly("a.jpg", "b.jpg");
            assertThat(sink.isFlushed()).isTrue();
        }

        @Test
        void ofTheSinkAfterAnotherFailureAreAddedToIt() throws Exception {
            IOException full = new IOException("disk full");
            ImageStoreException broken = new ImageStoreException(ImageStoreException.Kind.OTHER, "it broke off");
            sink.failingAt("a.jpg", full);
            whenTheGovernorIsClosed(() -> detector.answer("a.jpg"));
            Future<ScanResult> run =
                    start(new ListedImages().then(images("a.jpg")).thenFail(broken));

            assertThat(failureOf(run)).isSameAs(broken).hasSuppressedException(full);
        }
    }

    /** Runs this when no further call is made: the run is about to settle what is in flight. */
    private void whenTheGovernorIsClosed(Runnable act) {
        atClose.set(act);
    }

    @Nested
    class Stopping {
        @Test
        void waitsForTheAnswersInFlightAndStartsNoCallMore() throws Exception {
            concurrency = 2;
            whenTheGovernorIsClosed(() -> detector.answer("b.jpg").answer("a.jpg"));
            Future<ScanResult> run = start(images("a.jpg", "b.jpg", "c.jpg"));
            detector.awaitCalls(2);

            stop.request();

            assertThat(run.get().end()).isEqualTo(End.STOPPED);
            assertThat(sink.keys()).containsExactly("a.jpg", "b.jpg");
            assertThat(sink.isFlushed()).isTrue();
            assertThat(detector.called()).hasSize(2);
            assertThat(run.get().progress().counts().images()).isEqualTo(2);
        }

        @Test
        void dropsAnswersThatAreLateAndKeepsThoseBehindThem() throws Exception {
            grace = Duration.ZERO;
            concurrency = 3;
            Future<ScanResult> run = start(images("a.jpg", "b.jpg", "c.jpg", "d.jpg"));
            detector.awaitCalls(3);
            detector.answer("b.jpg");
            // The fourth call is made because the answer of the second is there.
            detector.awaitCalls(4);

            stop.request();

            assertThat(run.get().end()).isEqualTo(End.STOPPED);
            assertThat(sink.keys()).containsExactly("b.jpg");
            assertThat(sink.isFlushed()).isTrue();
        }

        @Test
        void beforeTheFirstImageChecksNothing() throws Exception {
            stop.request();

            ScanResult result = run(images("a.jpg"));

            assertThat(result.end()).isEqualTo(End.STOPPED);
            assertThat(detector.called()).isEmpty();
            assertThat(sink.keys()).isEmpty();
        }

        @Test
        void endsARunThatWaitsForItsListing() throws Exception {
            listener = now -> stop.request();

            // A listing that never goes on.
            assertThat(run(new ListedImages()).end()).isEqualTo(End.STOPPED);
        }

        @Test
        void fromWithinTheSinkIsHeededBeforeTheNextCall() throws Exception {
            concurrency = 1;
            detector.answeringOthers();
            sink.onAccept(finding -> stop.request());

            assertThat(run(images("a.jpg", "b.jpg", "c.jpg")).end()).isEqualTo(End.STOPPED);
            assertThat(detector.called()).containsExactly("a.jpg");
            assertThat(sink.keys()).containsExactly("a.jpg");
        }

        @Test
        void endsTheWaitForAnswersAfterAFailureToo() throws Exception {
            grace = Duration.ZERO;
            ImageStoreException broken = new ImageStoreException(ImageStoreException.Kind.OTHER, "it broke off");
            // The call never ends.
            whenTheGovernorIsClosed(stop::request);
            Future<ScanResult> run =
                    start(new ListedImages().then(images("a.jpg")).thenFail(broken));
            detector.awaitCalls(1);

            assertThat(failureOf(run)).isSameAs(broken);
            assertThat(sink.keys()).isEmpty();
        }

        @Test
        void leavesNoThreadWaitingForAnAnswer() throws Exception {
            grace = Duration.ZERO;
            Future<ScanResult> run = start(images("a.jpg"));
            detector.awaitCalls(1);
            stop.request();
            run.get();

            // The call that nobody waits for any more is interrupted.
            detector.awaitEnd("a.jpg");
        }
    }

    @Nested
    class Numbers {
        @Test
        void ofTheEndTellEverythingThatHappened() throws Exception {
            exemplars = Set.of("00 exemplar.jpg");
            thisRun.put(image("00 exemplar.jpg"), deer());
            earlier.put(image("04.jpg"), labels("Deer", "A", "B"));
            detector.answer("01.jpg");
            detector.answer("02.jpg", labels("Person"));
            detector.answer("03.jpg", labels("A", "B", "C"));
            detector.fail("06.jpg", failure(Kind.FAILED, image("06.jpg")));

            ScanResult result = run(
                    image("00 exemplar.jpg"),
                    image("01.jpg", "twins"),
                    image("01b.jpg", "twins"),
                    image("02.jpg"),
                    image("03.jpg"),
                    image("04.jpg"),
                    image("05.txt"),
                    image("06.jpg"));

            Progress end = result.progress();
            assertThat(end.counts()).isEqualTo(new Counts(4, 2, 1, 1, 2_000));
            assertThat(end.listed()).isEqualTo(8);
            assertThat(end.listingDone()).isTrue();
            assertThat(end.calls()).isEqualTo(4);
            assertThat(end.reused()).isEqualTo(1);
            assertThat(end.duplicates()).isEqualTo(1);
            // Those with as many labels as were asked for.
            assertThat(end.cut()).isEqualTo(2);
            assertThat(progress.get(progress.size() - 1)).isEqualTo(end);
        }

        @Test
        void growAndNeverShrink() throws Exception {
            detector.answeringOthers();

            run(listed(numbered(200)));

            assertThat(progress).isNotEmpty();
            assertThat(progress)
                    .extracting(now -> now.counts().images())
                    .isSorted()
                    .endsWith(200L);
            assertThat(progress).extracting(Progress::calls).isSorted();
            assertThat(progress)
                    .allSatisfy(now -> assertThat(now.calls())
                            .isGreaterThanOrEqualTo(now.counts().images()));
        }

        @Test
        void areToldFromTheThreadOfTheRun() throws Exception {
            List<Thread> threads = new ArrayList<>();
            listener = now -> threads.add(Thread.currentThread());
            detector.answeringOthers();

            run(images("a.jpg"));

            assertThat(threads).isNotEmpty().containsOnly(Thread.currentThread());
        }

        @Test
        void ofTheListingAreSaidNotToBeFinalBeforeItsEnd() throws Exception {
            budget = new CallBudget(1);
            detector.answeringOthers();

            ScanResult result = run(new ListedImages().then(images("a.jpg", "b.jpg")));

            assertThat(result.end()).isEqualTo(End.CALLS_SPENT);
            assertThat(result.progress().listingDone()).isFalse();
            assertThat(result.progress().listed()).isEqualTo(2);
        }

        @Test
        void ofTheListingAreThoseThatAreToBeCheckedWhereThatIsLimited() throws Exception {
            limit = 2;
            detector.answeringOthers();

            ScanResult result = run(listed(numbered(300)));

            assertThat(result.progress().listed()).isEqualTo(2);
            assertThat(result.progress().listingDone()).isTrue();
        }

        @Test
        void ofSkippedImagesAreToldByWhy() throws Exception {
            detector.answeringOthers();

            ScanResult result = run(images("a.webp", "b.webp", "c.txt", "d.jpg", "._e.jpg"));

            assertThat(result.progress().skipped())
                    .isEqualTo(Map.of("webp", 2L, "not-a-picture", 1L, "system-file", 1L));
        }

        @Test
        void ofCallsAreThoseThatWereMadeAndThoseThatAreToBePaid() throws Exception {
            detector.answeringOthers()
                    .fail("b.jpg", failure(Kind.NOT_SENT, image("b.jpg")))
                    .fail("c.jpg", failure(Kind.UNCHECKABLE, image("c.jpg")))
                    .fail("d.jpg", failure(Kind.FAILED, image("d.jpg")));

            ScanResult result = run(images("a.jpg", "b.jpg", "c.jpg", "d.jpg", "e.jpg"));

            assertThat(result.progress().calls()).isEqualTo(4);
            assertThat(result.progress().answered()).isEqualTo(2);
            assertThat(sink.findings())
                    .extracting(Finding::verdict)
                    .containsExactly(Verdict.KEEP, Verdict.ERROR, Verdict.SKIP, Verdict.ERROR, Verdict.KEEP);
        }

        @Test
        void ofCallsThatMayBeMadeAreNotUsedUpByThoseThatWereNone() throws Exception {
            budget = new CallBudget(2);
            detector.answeringOthers();
            List.of("a.jpg", "b.jpg", "c.jpg").forEach(key -> detector.fail(key, failure(Kind.NOT_SENT, image(key))));

            ScanResult result = run(images("a.jpg", "b.jpg", "c.jpg", "d.jpg", "e.jpg", "f.jpg"));

            assertThat(result.end()).isEqualTo(End.CALLS_SPENT);
            assertThat(result.progress().calls()).isEqualTo(2);
            assertThat(sink.keys()).containsExactly("a.jpg", "b.jpg", "c.jpg", "d.jpg", "e.jpg");
        }

        @Test
        void countCallsInFlight() throws Exception {
            CompletableFuture<Progress> seen = new CompletableFuture<>();
            listener = now -> {
                if (now.calls() == 2) {
                    seen.complete(now);
                }
            };
            Future<ScanResult> run = start(images("a.jpg", "b.jpg"));

            assertThat(seen.get(30, TimeUnit.SECONDS).counts()).isEqualTo(Counts.NONE);

            detector.answer("a.jpg").answer("b.jpg");
            assertThat(run.get().progress().calls()).isEqualTo(2);
        }
    }

    @Nested
    class Conversions {
        private final HandConversion converting = new HandConversion();

        @BeforeEach
        void convert() {
            conversion = converting;
        }

        private DetectionException refused(String key, String reason) {
            return new DetectionException(Kind.UNCHECKABLE, reason, key + ": refused", null);
        }

        private Finding finding(String key) {
            return sink.findings().stream()
                    .filter(finding -> finding.image().key().equals(key))
                    .findFirst()
                    .orElseThrow();
        }

        @Test
        void anImageThatWouldBeRefusedIsConvertedAndTheReportSaysHowItWasSent() throws Exception {
            detector.answeringOthers();

            run(images("a.jpg", "b.webp", "c.jpg"));

            assertThat(sink.keys()).containsExactly("a.jpg", "b.webp", "c.jpg");
            assertThat(detector.called()).containsExactlyInAnyOrder("a.jpg", "b.webp as JPEG", "c.jpg");
            assertThat(finding("b.webp").detection().orElseThrow().sent()).contains(HandConversion.SENT);
            assertThat(finding("a.jpg").detection().orElseThrow().sent()).isEmpty();
        }

        @Test
        void callsForOtherImagesDoNotWaitForConversions() throws Exception {
            detector.answeringOthers();
            List<String> keys = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                keys.add("a" + i + ".webp");
                converting.holding("a" + i + ".webp");
            }
            keys.addAll(numbered(200));
            Future<ScanResult> run = start(listed(keys));

            detector.awaitCalls(200);

            assertThat(sink.keys()).isEmpty();
            for (int i = 0; i < 50; i++) {
                // Several wait for memory, and any of them may be the next.
                converting.awaitBegun(i + 1);
                converting.goOn(converting.begun().get(i));
                detector.awaitCalls(201 + i);
                converting.sent();
            }
            assertThat(run.get().end()).isEqualTo(End.COMPLETE);
            assertThat(sink.keys()).isEqualTo(keys);
        }

        @Test
        void whatIsFetchedAndNotSentYetTakesBoundedMemory() throws Exception {
            List<String> keys = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                keys.add(i + ".webp");
                detector.holding(i + ".webp as JPEG");
            }
            Future<ScanResult> run = start(listed(keys));

            for (int i = 0; i < 20; i++) {
                detector.awaitCalls(i + 1);
                converting.sent();
                detector.answer(detector.called().get(i));
            }

            run.get();
            assertThat(converting.mostUnderWay()).isBetween(1, 3);
        }

        @ParameterizedTest
        @ValueSource(strings = {"not-jpeg-or-png", "too-large", "invalid"})
        void anImageThatIsRefusedForItsFormIsTriedOnceMoreConverted(String reason) throws Exception {
            detector.answeringOthers().fail("a.jpg", refused("a.jpg", reason));

            run(images("a.jpg", "b.jpg"));

            assertThat(detector.called()).containsExactlyInAnyOrder("a.jpg", "a.jpg as JPEG", "b.jpg");
            assertThat(finding("a.jpg").verdict()).isEqualTo(Verdict.KEEP);
            assertThat(finding("a.jpg").detection().orElseThrow().sent()).contains(HandConversion.SENT);
            assertThat(budget.taken()).isEqualTo(3);
            assertThat(budget.answered()).isEqualTo(2);
        }

        @Test
        void itIsNotTriedAgainAfterThat() throws Exception {
            detector.answeringOthers()
                    .fail("a.jpg", refused("a.jpg", "invalid"))
                    .fail("a.jpg as JPEG", refused("a.jpg", "invalid"));

            run(images("a.jpg"));

            assertThat(detector.called()).containsExactly("a.jpg", "a.jpg as JPEG");
            assertThat(finding("a.jpg").verdict()).isEqualTo(Verdict.SKIP);
            assertThat(finding("a.jpg").reasons()).extracting(Reason::text).containsExactly("invalid");
        }

        @Test
        void whatIsArchivedIsNotConverted() throws Exception {
            detector.answeringOthers().fail("a.jpg", refused("a.jpg", "archived"));

            run(images("a.jpg"));

            assertThat(converting.begun()).isEmpty();
        }

        @Test
        void whatCannotBeConvertedIsSkippedForThatReasonAndCostsNoCall() throws Exception {
            budget = new CallBudget(1);
            detector.answeringOthers();
            converting.failing("a.webp", refused("a.webp", "truncated"));

            ScanResult result = run(images("a.webp", "b.jpg"));

            assertThat(result.end()).isEqualTo(End.COMPLETE);
            assertThat(detector.called()).containsExactly("b.jpg");
            assertThat(finding("a.webp").verdict()).isEqualTo(Verdict.SKIP);
            assertThat(finding("a.webp").reasons()).extracting(Reason::text).containsExactly("truncated");
            assertThat(result.progress().skipped()).containsEntry("truncated", 1L);
        }

        @Test
        void whatCannotBeConvertedThisTimeIsAnError() throws Exception {
            detector.answeringOthers();
            converting.failing("a.webp", failure(Kind.NOT_SENT, image("a.webp")));

            run(images("a.webp", "b.jpg"));

            assertThat(finding("a.webp").verdict()).isEqualTo(Verdict.ERROR);
            assertThat(finding("b.jpg").verdict()).isEqualTo(Verdict.KEEP);
        }

        @Test
        void anotherTryThatNoCallIsLeftForEndsTheRun() throws Exception {
            budget = new CallBudget(1);
            detector.answeringOthers().fail("a.jpg", refused("a.jpg", "too-large"));

            assertThat(run(images("a.jpg")).end()).isEqualTo(End.CALLS_SPENT);
            assertThat(sink.keys()).isEmpty();
            assertThat(converting.begun()).isEmpty();
        }

        @Test
        void imagesOfTheSameContentAreConvertedOnce() throws Exception {
            detector.answeringOthers();

            run(image("a.webp", "same"), image("b.webp", "same"));

            assertThat(converting.begun()).containsExactly("a.webp");
            assertThat(finding("b.webp").detection())
                    .isEqualTo(finding("a.webp").detection());
        }

        @Test
        void anImageThatWasRefusedForItsFormInAnEarlierRunIsConverted() throws Exception {
            detector.answeringOthers();
            earlier.refuse(image("a.jpg"), new Refusal("not-jpeg-or-png", "a.jpg: no JPEG"));
            earlier.refuse(image("b.jpg"), new Refusal("truncated", "b.jpg: truncated"));

            run(images("a.jpg", "b.jpg"));

            assertThat(detector.called()).containsExactly("a.jpg as JPEG");
            assertThat(finding("b.jpg").verdict()).isEqualTo(Verdict.SKIP);
        }

        @Test
        void aRunThatIsStoppedDoesNotWaitForConversions() throws Exception {
            detector.answeringOthers();
            converting.holding("b.webp");
            Future<ScanResult> run = start(images("a.jpg", "b.webp", "c.jpg"));
            converting.awaitBegun(1);
            detector.awaitCalls(2);

            stop.request();

            assertThat(run.get(30, TimeUnit.SECONDS).end()).isEqualTo(End.STOPPED);
            assertThat(sink.keys()).containsExactly("a.jpg", "c.jpg");
        }

        @Test
        void aRunThatFailsDoesNotWaitForConversions() throws Exception {
            detector.holding("c.jpg").answeringOthers();
            converting.holding("b.webp");
            Future<ScanResult> run = start(images("a.jpg", "b.webp", "c.jpg"));
            converting.awaitBegun(1);
            detector.awaitCalls(2);

            detector.fail("c.jpg", failure(Kind.FATAL, image("c.jpg")));
            // Its turn comes, and with it what ends the run.
            converting.goOn("b.webp");

            assertThat(failureOf(run)).isInstanceOf(DetectionException.class);
        }

        @Test
        void anErrorInAConversionEndsTheRun() throws Exception {
            detector.answeringOthers();
            Error error = new StackOverflowError();
            converting.failing("b.webp", error);

            assertThat(failureOf(start(images("a.jpg", "b.webp")))).isSameAs(error);
            assertThat(sink.keys()).containsExactly("a.jpg");
        }
    }
}
