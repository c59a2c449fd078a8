package io.github.labelverifier.job.verify;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.ExitCode;
import io.github.labelverifier.scan.ListingSpool;
import io.github.labelverifier.scan.Prefetch;
import io.github.labelverifier.scan.StopSignal;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/** Goes through the whole listing before anything is paid, and keeps it, so that the store lists only once. */
final class FirstPass {
    private static final long TICK_MILLIS = 100;

    private final StopSignal stop;
    private final LongConsumer progress;

    /**
     * A pass.
     *
     * @param progress is told now and then how many images were listed
     */
    FirstPass(StopSignal stop, LongConsumer progress) {
        this.stop = stop;
        this.progress = progress;
    }

    /** Looks at each image of a listing. */
    interface Look {
        void at(ImageEntry image) throws IOException;
    }

    /**
     * Shows the images to all that look.
     *
     * @param listing is used up
     * @param limit how many images are wanted: those after them are kept and not looked at
     * @return the listing from its start
     */
    Prefetch through(Prefetch listing, long limit, List<Look> looks)
            throws CommandFailure, ImageStoreException, IOException, InterruptedException {
        ListingSpool kept = new ListingSpool();
        boolean isThrough = false;
        try {
            while (true) {
                progress.accept(listing.listed());
                if (stop.isRequested()) {
                    throw new CommandFailure(ExitCode.INTERRUPTED, "stopped; nothing was paid");
                }
                if (!listing.awaitReady(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
                    continue;
                }
                Optional<ImageEntry> image = listing.next();
                if (image.isEmpty()) {
                    isThrough = true;
                    return Prefetch.of(kept);
                }
                kept.add(image.get());
                if (kept.added() <= limit) {
                    for (Look look : looks) {
                        look.at(image.get());
                    }
                }
            }
        } finally {
            listing.close();
            if (!isThrough) {
                kept.close();
            }
        }
    }
}
