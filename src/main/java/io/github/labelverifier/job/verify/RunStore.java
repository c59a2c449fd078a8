package io.github.labelverifier.job.verify;

import io.github.labelverifier.image.SkipRule;
import io.github.labelverifier.label.LabelDetector;
import io.github.labelverifier.scan.Conversion;
import io.github.labelverifier.scan.ReachTrial;
import io.github.labelverifier.store.ImageStore;
import io.github.labelverifier.ui.terminal.Console;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The store of a run and how its images reach the detector, which the first of them may show. */
final class RunStore {
    private final Console console;
    private final boolean isConverted;
    private final boolean isOffline;
    private ImageStore store;
    private Optional<String> remark;
    private SkipRule skipRule;
    private Conversion conversion;
    private @Nullable ReachTrial trial;

    /**
     * A store of which no image was asked for yet.
     *
     * @param isConverted whether what Rekognition would refuse is converted
     * @param isOffline whether nothing is asked for
     */
    RunStore(Console console, ImageStore store, boolean isConverted, boolean isOffline) {
        this.console = console;
        this.isConverted = isConverted;
        this.isOffline = isOffline;
        this.store = store;
        remark = store.remark();
        skipRule = skipRule(store);
        conversion = conversion(store);
    }

    private SkipRule skipRule(ImageStore of) {
        return PictureConversion.skipRule(of.source(), isConverted, isOwn(of));
    }

    private Conversion conversion(ImageStore of) {
        return isOffline ? Conversion.NEVER : PictureConversion.of(of.source(), isConverted, isOwn(of));
    }

    private static boolean isOwn(ImageStore store) {
        return store.detectorName().isPresent();
    }

    /** The store, as its images are asked for now. */
    ImageStore store() {
        return store;
    }

    /** Tells what is not worth a call. */
    SkipRule skipRule() {
        return skipRule;
    }

    /** Makes pictures of what Rekognition would refuse, if that is wanted. */
    Conversion conversion() {
        return conversion;
    }

    /** Tells of the way to the detector what is not what most would expect. */
    void tell() {
        remark.ifPresent(console::info);
        remark = Optional.empty();
    }

    /** Has images sent from the start, as the run did whose report is reused. */
    void sendAsBefore() {
        store.sendingInstead().ifPresent(other -> {
            use(other);
            remark = Optional.of("Note: images are fetched, and sent from here, as in the run that is reused"
                    + " (--send reference has Rekognition read them)");
        });
    }

    /**
     * The detector of the run. If it is not known yet whether it reaches the images, those that are asked for before
     * {@link #settle} find that out.
     *
     * @param making makes the detector of a store
     */
    LabelDetector detector(Function<ImageStore, LabelDetector> making) {
        Optional<ImageStore> other = store.sendingInstead();
        if (trial != null || other.isEmpty()) {
            return making.apply(store);
        }
        ReachTrial one = new ReachTrial(
                making.apply(store),
                making.apply(other.get()),
                other.get().source().skipRule());
        trial = one;
        return one;
    }

    /** All images that were to find it out have their answer. */
    void settle() {
        ReachTrial one = trial;
        if (one != null && one.end()) {
            store.sendingInstead().ifPresent(this::use);
            remark = Optional.of("Note: Rekognition cannot read "
                    + store.source().location().uri() + " by itself: images are fetched, and sent from here");
            tell();
        }
    }

    private void use(ImageStore other) {
        store = other;
        skipRule = skipRule(other);
        conversion = conversion(other);
    }
}
