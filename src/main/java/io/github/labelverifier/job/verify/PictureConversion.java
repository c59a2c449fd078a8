package io.github.labelverifier.job.verify;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageSource;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.image.SkipRule;
import io.github.labelverifier.label.DetectionException;
import io.github.labelverifier.label.DetectionException.Kind;
import io.github.labelverifier.label.Sent;
import io.github.labelverifier.picture.JpegConverter;
import io.github.labelverifier.picture.PictureDecoder;
import io.github.labelverifier.picture.UndecodableImageException;
import io.github.labelverifier.scan.Conversion;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Fetches images that Rekognition would refuse, and makes JPEGs of them: as many at a time as there are processors. */
final class PictureConversion implements Conversion {
    /** For the picture that is made of an image, and its way through the client. */
    private static final long FOR_JPEG = 4_000_000;

    private static final String NO_MEMORY = "NotEnoughMemory";

    private static final String MORE_MEMORY = ": give the program more, such as LABEL_VERIFIER_OPTS=-Xmx1g";

    private final ImageSource source;
    private final SkipRule rule;
    private final boolean ofAll;
    private final JpegConverter converter = new JpegConverter(new PictureDecoder());
    private final Semaphore processors = new Semaphore(Runtime.getRuntime().availableProcessors());

    /**
     * Pictures of images.
     *
     * @param ofAll whether the detector takes nothing else, and such of any size
     */
    private PictureConversion(ImageSource source, SkipRule rule, boolean ofAll) {
        this.source = source;
        this.rule = rule;
        this.ofAll = ofAll;
    }

    /**
     * What is not worth a call for images of this source.
     *
     * @param isWanted whether what Rekognition would refuse is converted
     * @param ofAll whether the detector takes nothing else, and such of any size
     */
    static SkipRule skipRule(ImageSource source, boolean isWanted, boolean ofAll) {
        SkipRule rule = source.skipRule();
        return ofAll ? rule.ofAnySize() : isWanted ? rule : rule.withoutConversion();
    }

    /** Converts images of this source, if that is wanted or the detector needs it. */
    static Conversion of(ImageSource source, boolean isWanted, boolean ofAll) {
        return isWanted || ofAll
                ? new PictureConversion(source, skipRule(source, isWanted, ofAll), ofAll)
                : Conversion.NEVER;
    }

    @Override
    public boolean isNeeded(ImageEntry image) {
        return ofAll || rule.needsConversion(image);
    }

    @Override
    public long weight(ImageEntry image) {
        return image.size() + FOR_JPEG;
    }

    @Override
    public long memory() {
        return Heap.forConversions();
    }

    @Override
    public Converted convert(ImageEntry image) throws DetectionException {
        byte[] file = fetch(image);
        try {
            processors.acquire();
            try {
                return convert(image, file);
            } finally {
                processors.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure(Kind.STOPPED, "Stopped", image, "stopped before it was converted", e);
        }
    }

    private byte[] fetch(ImageEntry image) throws DetectionException {
        if (image.size() > memory()) {
            throw failure(Kind.NOT_SENT, NO_MEMORY, image, "it is too large for the memory" + MORE_MEMORY, null);
        }
        try {
            return source.readListed(image)
                    .orElseThrow(() -> failure(
                            Kind.NOT_SENT,
                            DetectionException.CHANGED,
                            image,
                            "it was changed after it was listed: check it again",
                            null));
        } catch (ImageStoreException e) {
            throw new DetectionException(Kind.NOT_SENT, DetectionException.UNREADABLE, e.getMessage(), e);
        } catch (OutOfMemoryError e) {
            throw failure(Kind.NOT_SENT, NO_MEMORY, image, "there is not enough memory to fetch it" + MORE_MEMORY, e);
        }
    }

    private Converted convert(ImageEntry image, byte[] file) throws DetectionException {
        try {
            JpegConverter.Converted made = converter.convert(file);
            int width = made.size().width();
            int height = made.size().height();
            if (!ofAll && Math.min(width, height) < JpegConverter.LEAST_SIDE) {
                throw failure(
                        Kind.UNCHECKABLE,
                        SkipRule.TOO_SMALL,
                        image,
                        "at " + made.size() + " pixels it is smaller than the " + JpegConverter.LEAST_SIDE
                                + " a side that Rekognition takes",
                        null);
            }
            return new Converted(
                    made.jpeg(), new Sent("jpeg", width, height, made.from().name()));
        } catch (UndecodableImageException e) {
            throw switch (e.fault()) {
                case NO_PICTURE -> unfit(SkipRule.NOT_A_PICTURE, image, e);
                case UNREAD_FORMAT -> unfit(SkipRule.UNSUPPORTED_FORMAT + e.format(), image, e);
                case TRUNCATED -> unfit(SkipRule.TRUNCATED, image, e);
                case DAMAGED -> unfit(SkipRule.DAMAGED, image, e);
                case TOO_LARGE -> unfit(SkipRule.TOO_MANY_PIXELS, image, e);
                case TOO_SLOW -> unfit(SkipRule.TOO_SLOW, image, e);
                case NO_MEMORY -> failure(Kind.NOT_SENT, NO_MEMORY, image, e.getMessage() + MORE_MEMORY, e);
            };
        }
    }

    private static DetectionException unfit(String reason, ImageEntry image, UndecodableImageException e) {
        return failure(Kind.UNCHECKABLE, reason, image, e.getMessage(), e);
    }

    private static DetectionException failure(
            Kind kind, String code, ImageEntry image, String why, @Nullable Throwable cause) {
        return new DetectionException(kind, code, image.key() + ": " + why, cause);
    }
}
