package io.github.labelverifier.job.verify;

import static io.github.labelverifier.sample.SampleFindings.kept;
import static io.github.labelverifier.sample.SampleFindings.shows;
import static io.github.labelverifier.sample.SampleReport.LOCATION;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.image.FolderLocation;
import io.github.labelverifier.image.ImageCursor;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.image.ImageSource;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.image.S3Location;
import io.github.labelverifier.image.SkipRule;
import io.github.labelverifier.rate.RateStatus;
import io.github.labelverifier.report.ReportSummary;
import io.github.labelverifier.sample.SampleReport;
import io.github.labelverifier.scan.Progress;
import io.github.labelverifier.scan.ScanResult;
import io.github.labelverifier.scan.StopSignal;
import io.github.labelverifier.scan.UnprovenImages;
import io.github.labelverifier.verdict.Counts;
import io.github.labelverifier.verdict.Verdict;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecondLookTest {
    @TempDir
    Path folder;

    private final Bucket bucket = new Bucket();
    private final List<Long> progress = new ArrayList<>();
    private final StopSignal stop = new StopSignal();

    /** A bucket whose objects are looked at, one by one or in a listing. */
    private static final class Bucket implements ImageSource {
        private final NavigableMap<String, ImageEntry> images = new TreeMap<>();
        private final List<String> found = Collections.synchronizedList(new ArrayList<>());
        private ImageLocation location = new S3Location("photos", "deer/");
        private boolean isAway;
        private boolean beginsAnywhere;
        private boolean listsBackwards;
        private final List<String> after = Collections.synchronizedList(new ArrayList<>());
        private final AtomicLong listed = new AtomicLong();

        private void requireThere() throws ImageStoreException {
            if (isAway) {
                throw new ImageStoreException(ImageStoreException.Kind.OTHER, "away");
            }
        }

        @Override
        public ImageLocation location() {
            return location;
        }

        @Override
        public ImageCursor list() {
            throw new AssertionError("it is listed from the first image on");
        }

        @Override
        public ImageCursor listAfter(String key) throws ImageStoreException {
            requireThere();
            after.add(key);
            NavigableMap<String, ImageEntry> behind = beginsAnywhere ? images : images.tailMap(key, false);
            Iterator<ImageEntry> all =
                    (listsBackwards ? behind.descendingMap() : behind).values().iterator();
            return () -> {
                listed.incrementAndGet();
                return all.hasNext() ? Optional.of(all.next()) : Optional.empty();
            };
        }

        @Override
        public Optional<ImageEntry> find(String key) throws ImageStoreException {
            requireThere();
            found.add(key);
            return Optional.ofNullable(images.get(key));
        }

        @Override
        public byte[] read(String key) {
            throw new AssertionError("nothing is read");
        }

        @Override
        public Optional<byte[]> readListed(ImageEntry image) {
            throw new AssertionError("nothing is read");
        }

        @Override
        public SkipRule skipRule() {
            throw new AssertionError("nothing is skipped");
        }
    }

    private static ImageEntry image(String key, String content) {
        return new ImageEntry(key, 7, content, Instant.EPOCH, Optional.empty(), Optional.empty());
    }

    private ImageEntry put(String key) {
        ImageEntry image = image(key, "then");
        bucket.images.put(key, image);
        return image;
    }

    private static ScanResult result(long calls, long images, ImageEntry... unproven) {
        return result(calls, images, calls, unproven);
    }

    private static ScanResult result(long calls, long images, long count, ImageEntry... unproven) {
        Progress progress = new Progress(
                images,
                true,
                images,
                new Counts(images, 0, 0, 0, 0),
                calls,
                calls,
                0,
                0,
                0,
                new RateStatus(
                        OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty(), 0, 0, Optional.empty()),
                Map.of());
        return new ScanResult(
                ScanResult.End.COMPLETE,
                progress,
                Set.of(),
                Set.of(),
                new UnprovenImages(count, Arrays.asList(unproven)));
    }

    private SecondLook.Seen look(ScanResult result, ImageEntry... reported) throws Exception {
        return look(result, false, reported);
    }

    private SecondLook.Seen look(ScanResult result, boolean isOfNamedKeys, ImageEntry... reported) throws Exception {
        SampleReport report = SampleReport.at(LOCATION)
                .unfinished()
                .unchecked("!", Verdict.ERROR, "not-available", "it is not there");
        for (ImageEntry image : reported) {
            report.add(kept(image, shows("Deer")));
        }
        try (RunContents contents = RunContents.of(bucket)) {
            return new SecondLook(contents, bucket, progress::add, stop, 4)
                    .look(result, List.of(report.write(folder.resolve("r.jsonl"))), isOfNamedKeys);
        }
    }

    @Test
    void files_are_hashed_when_they_are_sent_and_need_no_look() throws Exception {
        bucket.location = new FolderLocation(folder);

        assertThat(look(result(1, 1), image("a", "then")).proof()).isEmpty();
        assertThat(bucket.after).isEmpty();
    }

    @Test
    void without_a_call_nothing_can_have_been_taken_for_something_else() throws Exception {
        assertThat(look(result(0, 1), image("a", "then")).proof()).contains(Set.of());
        assertThat(bucket.after).isEmpty();
        assertThat(bucket.found).isEmpty();
    }

    @Test
    void most_runs_are_looked_at_by_one_listing() throws Exception {
        ImageEntry one = put("deer/1");
        ImageEntry two = put("deer/2");
        bucket.images.put("deer/2", image("deer/2", "now"));
        ImageEntry three = put("deer/3");

        assertThat(look(result(3, 3, one, two, three), one, two, three).proof()).contains(Set.of("deer/2"));
        assertThat(bucket.after).containsExactly("deer/");
        assertThat(bucket.found).containsExactly("deer/2");
    }

    @Test
    void an_image_of_another_size_ETag_or_time_and_one_that_is_gone_are_changed_and_a_new_one_is_not()
            throws Exception {
        ImageEntry[] then = {put("a"), put("b"), put("c"), put("d"), put("e"), put("f")};
        put("a new one");
        bucket.images.put("b", new ImageEntry("b", 8, "then", Instant.EPOCH));
        bucket.images.put("c", image("c", "now"));
        bucket.images.put("d", new ImageEntry("d", 7, "then", Instant.EPOCH.plusSeconds(1)));
        bucket.images.remove("f");
        put("z new one");

        assertThat(look(result(6, 6, then), then).proof()).contains(Set.of("b", "c", "d", "f"));
    }

    @Test
    void a_large_run_is_listed_in_stretches_each_from_its_first_image_on() throws Exception {
        ImageEntry[] images = IntStream.range(0, 12_000)
                .mapToObj(i -> put(String.format("deer/%05d.jpg", i)))
                .toArray(ImageEntry[]::new);
        bucket.images.remove("deer/00007.jpg");
        bucket.images.remove("deer/11999.jpg");

        assertThat(look(result(12_000, 12_000), images).proof()).contains(Set.of("deer/00007.jpg", "deer/11999.jpg"));
        assertThat(bucket.after).containsExactlyInAnyOrder("deer/00000.jp", "deer/05000.jp", "deer/10000.jp");
        assertThat(bucket.listed.get()).isLessThan(12_010);
        assertThat(progress).containsExactly(5_000L, 10_000L, 12_000L);
    }

    @Test
    void only_what_is_new_of_a_run_is_listed_again() throws Exception {
        ImageEntry[] images = IntStream.range(0, 12_000)
                .mapToObj(i -> put(String.format("deer/%05d.jpg", i)))
                .toArray(ImageEntry[]::new);
        ImageEntry[] called = IntStream.range(0, 40)
                .mapToObj(i -> images[3_000 + 10 * i + (i < 20 ? 0 : 6_000)])
                .toArray(ImageEntry[]::new);
        bucket.images.remove("deer/03010.jpg");
        bucket.images.remove("deer/00000.jpg");

        assertThat(look(result(40, 12_000, called), images).proof()).contains(Set.of("deer/03010.jpg"));
        assertThat(bucket.after).containsExactlyInAnyOrder("deer/03000.jp", "deer/09200.jp");
        assertThat(bucket.listed.get()).isLessThan(450);
    }

    @Test
    void where_no_answer_of_an_image_is_in_doubt_nothing_is_looked_at() throws Exception {
        assertThat(look(result(2, 3, 0)).proof()).contains(Set.of());
        assertThat(bucket.after).isEmpty();
        assertThat(bucket.found).isEmpty();
    }

    @Test
    void much_else_may_be_listed_between_them() throws Exception {
        ImageEntry first = put("deer/a");
        ImageEntry last = put("deer/z");
        IntStream.range(0, 9_000).forEach(i -> put("deer/b" + i));

        assertThat(look(result(2, 2, first, last), first, last).proof()).contains(Set.of());
    }

    @Test
    void where_the_store_begins_where_it_pleases_it_is_not_found_out() throws Exception {
        ImageEntry last = put("deer/zz");
        IntStream.range(0, 9_000).forEach(i -> put("deer/b" + i));
        bucket.beginsAnywhere = true;

        assertThat(look(result(1, 1, last), last).proof()).isEmpty();
    }

    @Test
    void an_image_that_a_store_lists_elsewhere_is_looked_at_by_itself() throws Exception {
        ImageEntry a = put("deer/a");
        ImageEntry b = put("deer/b");
        ImageEntry c = put("deer/c");
        bucket.images.remove("deer/b");
        bucket.listsBackwards = true;

        assertThat(look(result(3, 3, a, b, c), a, b, c).proof()).contains(Set.of("deer/b"));
    }

    @Test
    void where_store_or_report_are_in_another_order_it_is_not_found_out() throws Exception {
        ImageEntry[] images =
                IntStream.range(10, 30).mapToObj(i -> put("deer/" + i)).toArray(ImageEntry[]::new);
        bucket.listsBackwards = true;

        assertThat(look(result(20, 20, images), images).proof()).isEmpty();
        bucket.listsBackwards = false;
        assertThat(look(result(2, 2, images[0], images[1]), images[1], images[0])
                        .proof())
                .isEmpty();
    }

    @Test
    void more_changes_than_a_summary_holds_are_not_told() throws Exception {
        ImageEntry[] gone = IntStream.rangeClosed(0, ReportSummary.MOST_CHANGED)
                .mapToObj(i -> image("deer/" + i, "then"))
                .sorted(Comparator.comparing(ImageEntry::key))
                .toArray(ImageEntry[]::new);

        SecondLook.Seen seen = look(result(gone.length, gone.length, gone), gone);

        assertThat(seen.proof()).isEmpty();
        assertThat(seen.changed()).hasSizeGreaterThan(ReportSummary.MOST_CHANGED);
    }

    @Test
    void the_few_calls_of_a_large_run_are_looked_at_one_by_one() throws Exception {
        ImageEntry one = put("deer/1");
        ImageEntry two = image("deer/2", "then");

        assertThat(look(result(2, 3_000, one, two)).proof()).contains(Set.of("deer/2"));
        assertThat(bucket.after).isEmpty();
        assertThat(bucket.found).containsExactlyInAnyOrder("deer/1", "deer/2");
    }

    @Test
    void keys_that_were_named_are_looked_at_one_by_one_while_they_are_few() throws Exception {
        ImageEntry one = put("deer/1");

        assertThat(look(result(1, 1, one), true).proof()).contains(Set.of());
        assertThat(look(result(9_999, 9_999, one), true).proof()).isEmpty();
    }

    @Test
    void what_cannot_be_looked_at_is_not_known() throws Exception {
        ImageEntry one = put("deer/1");
        bucket.isAway = true;

        assertThat(look(result(1, 1, one), one).proof()).isEmpty();
        assertThat(look(result(1, 3_000, one), one).proof()).isEmpty();
    }

    @Test
    void a_run_that_is_stopped_looks_no_further() throws Exception {
        ImageEntry one = put("deer/1");
        stop.request();

        assertThat(look(result(1, 1, one), one).proof()).isEmpty();
        assertThat(look(result(1, 3_000, one), one).proof()).isEmpty();
    }
}
