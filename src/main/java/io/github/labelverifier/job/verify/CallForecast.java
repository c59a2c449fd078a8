package io.github.labelverifier.job.verify;

import io.github.labelverifier.disk.KeySet;
import io.github.labelverifier.image.Content;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.image.SkipRule;
import io.github.labelverifier.label.Recorded;
import io.github.labelverifier.label.RecordedAnswers;
import io.github.labelverifier.report.ForecastJson;
import io.github.labelverifier.report.ReusedAnswers;
import io.github.labelverifier.scan.Prefetch;
import io.github.labelverifier.scan.StopSignal;
import io.github.labelverifier.ui.view.ForecastTable;
import io.github.labelverifier.ui.view.Format;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** What a run would do and cost, found out by listing only. */
final class CallForecast implements FirstPass.Look, Closeable {
    private static final long TICK_MILLIS = 100;

    private final SkipRule skipRule;
    private final Optional<ReusedAnswers> earlier;
    private final RunContents runContents;
    private final KeySet contents;
    private final Set<String> exemplarKeys = new HashSet<>();
    private long images;
    private long bytes;
    private long skipped;
    private long unavailable;
    private long reused;
    private long sameContent;
    private long calls;
    private boolean mayBeFewer;

    CallForecast(SkipRule skipRule, Optional<ReusedAnswers> earlier, RunContents runContents) throws IOException {
        this.runContents = runContents;
        this.skipRule = skipRule;
        this.earlier = earlier;
        this.contents = new KeySet();
    }

    /** Counts the exemplars, which come first. */
    void exemplars(List<ImageEntry> exemplars) throws IOException {
        for (ImageEntry exemplar : exemplars) {
            exemplarKeys.add(exemplar.key());
            boolean isRecorded =
                    earlier.isPresent() && isRecorded(exemplar, earlier.get().forExemplars());
            if (isNewContent(exemplar) && !isRecorded) {
                calls++;
            }
        }
    }

    @Override
    public void at(ImageEntry image) throws IOException {
        count(image, earlier.<RecordedAnswers>map(answers -> answers).orElse(RecordedAnswers.NONE));
    }

    /** Goes through the exemplars and the listing. */
    void count(List<ImageEntry> exemplars, Prefetch listing, long limit, StopSignal stop)
            throws IOException, ImageStoreException, InterruptedException {
        exemplars(exemplars);
        while (images < limit && !stop.isRequested()) {
            if (!listing.awaitReady(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
                continue;
            }
            Optional<ImageEntry> image = listing.next();
            if (image.isEmpty()) {
                return;
            }
            at(image.get());
        }
    }

    /** How many images there are. */
    long images() {
        return images;
    }

    /** How many calls they need, those of the exemplars included. */
    long calls() {
        return calls;
    }

    /** Whether it depends on looks at other images whether as many are made. */
    boolean mayBeFewer() {
        return mayBeFewer;
    }

    private void count(ImageEntry image, RecordedAnswers recorded) throws IOException {
        images++;
        if (image.problem().isPresent()) {
            unavailable++;
            return;
        }
        if (skipRule.reasonToSkip(image).isPresent()) {
            skipped++;
            return;
        }
        bytes += image.size();
        if (isRecorded(image, recorded)) {
            isNewContent(image);
            reused++;
        } else if (recorded.refusal(image).isPresent()) {
            skipped++;
            bytes -= image.size();
        } else if (isNewContent(image)) {
            calls++;
        } else if (!exemplarKeys.contains(image.key())) {
            sameContent++;
        }
    }

    private boolean isNewContent(ImageEntry image) throws IOException {
        Optional<Content> content = runContents.ofBytes(image);
        if (content.isPresent()) {
            return contents.add(content.get().mark());
        }
        // An exemplar is listed too, and is paid for once.
        Optional<Content> alone = Content.ofThisAlone(image);
        return alone.isEmpty() || contents.add(alone.get().mark());
    }

    private boolean isRecorded(ImageEntry image, RecordedAnswers recorded) throws IOException {
        if (recorded.find(image).isPresent()) {
            return true;
        }
        Optional<Recorded> twin = runContents.ofBytes(image).isPresent() ? recorded.twinOf(image) : Optional.empty();
        boolean isLent = twin.filter(this::isLent).isPresent();
        mayBeFewer |= twin.isPresent() && !isLent;
        return isLent;
    }

    /** Whether it is known that it serves other images too: where a look is to tell, it may come to a call. */
    private boolean isLent(Recorded twin) {
        return twin.isProven() || !runContents.areAskedForByKey();
    }

    /** Prints the forecast: a JSON object if that is the format, a small table otherwise. */
    void print(OutputStream out, Format format, BigDecimal price) throws IOException {
        BigDecimal cost = price.multiply(BigDecimal.valueOf(calls));
        ForecastJson forecast = new ForecastJson(images, bytes, skipped, unavailable, reused, sameContent, calls, cost);
        if (format == Format.jsonl) {
            forecast.writeTo(out);
        } else if (format != Format.none) {
            new ForecastTable(forecast).writeTo(out);
        }
        out.flush();
    }

    @Override
    public void close() throws IOException {
        contents.close();
    }
}
