package io.github.labelverifier.aws.rekognition;

import io.github.labelverifier.aws.error.AwsErrors;
import io.github.labelverifier.aws.error.BrokenAnswerException;
import io.github.labelverifier.aws.error.ClientCalls;
import io.github.labelverifier.aws.error.DeniedAccess;
import io.github.labelverifier.aws.s3.Archived;
import io.github.labelverifier.aws.s3.S3ImageSource;
import io.github.labelverifier.aws.s3.S3Objects;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageSource;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.image.SkipRule;
import io.github.labelverifier.label.Asked;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.DetectionException;
import io.github.labelverifier.label.DetectionException.Kind;
import io.github.labelverifier.label.Instances;
import io.github.labelverifier.label.Label;
import io.github.labelverifier.label.LabelDetector;
import io.github.labelverifier.label.UnusableAnswerException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.rekognition.RekognitionClient;
import software.amazon.awssdk.services.rekognition.model.BoundingBox;
import software.amazon.awssdk.services.rekognition.model.DetectLabelsRequest;
import software.amazon.awssdk.services.rekognition.model.DetectLabelsResponse;
import software.amazon.awssdk.services.rekognition.model.Image;
import software.amazon.awssdk.services.rekognition.model.Instance;
import software.amazon.awssdk.services.rekognition.model.LabelAlias;
import software.amazon.awssdk.services.rekognition.model.Parent;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** Detects labels by Amazon Rekognition's DetectLabels. */
public final class RekognitionLabelDetector implements LabelDetector {

    /** How an image is handed to Rekognition, and what is known of one that it could not read. */
    private interface Sending {
        Image image(ImageEntry entry) throws ImageStoreException, DetectionException;

        Optional<String> whyUnreadable(ImageEntry entry);

        /** How many bytes of the image go through memory. */
        long bytes(ImageEntry entry);

        /** Whether nobody can read the image before it is restored; asked before a call is made. */
        boolean isArchived(ImageEntry entry);
    }

    /**
     * What a byte of an image takes: itself, and its Base64 text in the request, in a buffer that grows by being doubled, and
     * in the copy that is sent.
     */
    private static final long MEMORY_FOR_A_BYTE = 8;

    private final RekognitionClient rekognition;
    private final Sending sending;
    private final Asked asked;
    private volatile boolean answeredOnce;

    private RekognitionLabelDetector(RekognitionClient rekognition, Sending sending, Asked asked) {
        this.rekognition = rekognition;
        this.sending = sending;
        this.asked = asked;
    }

    public static LabelDetector ofObjects(RekognitionClient rekognition, S3Client s3, String bucket, Asked asked) {
        return new RekognitionLabelDetector(rekognition, new ByObject(s3, bucket), asked);
    }

    public static LabelDetector ofFiles(RekognitionClient rekognition, ImageSource folder, Asked asked) {
        return new RekognitionLabelDetector(rekognition, new ByContent(folder), asked);
    }

    private record ByObject(S3Client s3, String bucket) implements Sending {
        @Override
        public Image image(ImageEntry entry) {
            return Image.builder()
                    .s3Object(object -> object.bucket(bucket).name(entry.key()))
                    .build();
        }

        /** Rekognition has one message for a missing object, a missing permission and more: S3 can tell them apart. */
        @Override
        public Optional<String> whyUnreadable(ImageEntry entry) {
            try {
                HeadObjectResponse head = S3ImageSource.look(s3, bucket, entry.key());
                return Optional.of(
                        S3Objects.isByKms(head)
                                ? "it is there, encrypted by KMS: Rekognition needs kms:Decrypt on its key, and"
                                        + " s3:GetObject"
                                : "it is there: Rekognition needs s3:GetObject on it, in the bucket's own region; or"
                                        + " send it from here by --send bytes");
            } catch (SdkException e) {
                return Optional.of(
                        AwsErrors.isNotFound(e) ? "it is not there (any more)" : AwsErrors.why(e, "s3:GetObject"));
            }
        }

        /** A listing does not say which objects of that class have sunk into an archive. */
        @Override
        public boolean isArchived(ImageEntry entry) {
            if (entry.storageClass()
                    .filter(Archived.INTELLIGENT_TIERING::equals)
                    .isEmpty()) {
                return false;
            }
            try {
                return Archived.isInArchiveTier(
                        s3.headObject(request -> request.bucket(bucket).key(entry.key())));
            } catch (SdkException e) {
                // The call will tell.
                return false;
            }
        }

        @Override
        public long bytes(ImageEntry entry) {
            return 0;
        }
    }

    private record ByContent(ImageSource folder) implements Sending {
        @Override
        public Image image(ImageEntry entry) throws ImageStoreException, DetectionException {
            byte[] bytes = folder.readListed(entry)
                    .orElseThrow(() -> new DetectionException(
                            Kind.NOT_SENT,
                            DetectionException.CHANGED,
                            entry.key() + ": it was changed after it was listed: check it again",
                            null));
            FetchedLook.requireWorthACall(entry, bytes);
            return Image.builder().bytes(SdkBytes.fromByteArrayUnsafe(bytes)).build();
        }

        @Override
        public Optional<String> whyUnreadable(ImageEntry entry) {
            return Optional.empty();
        }

        @Override
        public long bytes(ImageEntry entry) {
            return entry.size();
        }

        @Override
        public boolean isArchived(ImageEntry entry) {
            return false;
        }
    }

    /** Of an image that is asked for by a picture that was made of it. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record ByPicture(byte[] jpeg) implements Sending {
        @Override
        public Image image(ImageEntry entry) {
            return Image.builder().bytes(SdkBytes.fromByteArrayUnsafe(jpeg)).build();
        }

        @Override
        public Optional<String> whyUnreadable(ImageEntry entry) {
            return Optional.empty();
        }

        @Override
        public long bytes(ImageEntry entry) {
            return jpeg.length;
        }

        @Override
        public boolean isArchived(ImageEntry entry) {
            return false;
        }
    }

    @Override
    public Detection detect(ImageEntry entry) throws DetectionException {
        return detect(entry, sending);
    }

    @Override
    public LabelDetector sending(byte[] jpeg) {
        Sending picture = new ByPicture(jpeg);
        return new LabelDetector() {
            @Override
            public Detection detect(ImageEntry entry) throws DetectionException {
                return RekognitionLabelDetector.this.detect(entry, picture);
            }

            @Override
            public long weight(ImageEntry entry) {
                return MEMORY_FOR_A_BYTE * picture.bytes(entry);
            }

            @Override
            public LabelDetector sending(byte[] other) {
                return RekognitionLabelDetector.this.sending(other);
            }
        };
    }

    private Detection detect(ImageEntry entry, Sending sending) throws DetectionException {
        if (sending.isArchived(entry)) {
            throw new DetectionException(
                    Kind.UNCHECKABLE,
                    SkipRule.ARCHIVED,
                    entry.key() + ": it is in an archive tier of Intelligent-Tiering: restore it first",
                    null);
        }
        try {
            DetectLabelsRequest request = DetectLabelsRequest.builder()
                    .image(sending.image(entry))
                    .minConfidence((float) asked.minConfidence())
                    .maxLabels(asked.maxLabels())
                    .build();
            Detection detection = toDetection(ClientCalls.make(() -> rekognition.detectLabels(request)));
            answeredOnce = true;
            return detection;
        } catch (ImageStoreException e) {
            throw new DetectionException(Kind.NOT_SENT, DetectionException.UNREADABLE, e.getMessage(), e);
        } catch (SdkException e) {
            throw translate(entry, sending, e);
        } catch (UnusableAnswerException e) {
            // A whole answer, and paid for: the next one would be the same.
            throw new DetectionException(
                    Kind.FAILED,
                    BrokenAnswerException.CODE,
                    entry.key() + ": the answer cannot be used: " + e.getMessage(),
                    e);
        } catch (RuntimeException e) {
            // A mistake that an image brings to light: it must not end the run of all others.
            throw new DetectionException(
                    Kind.FAILED,
                    "Unexpected",
                    entry.key() + ": it could not be asked for, in an unexpected way ("
                            + e.getClass().getSimpleName() + ")",
                    e);
        }
    }

    @Override
    public long weight(ImageEntry entry) {
        return MEMORY_FOR_A_BYTE * sending.bytes(entry);
    }

    private Detection toDetection(DetectLabelsResponse response) {
        List<Label> labels = response.labels().stream()
                .filter(label -> label.name() != null && label.confidence() != null)
                .map(RekognitionLabelDetector::toLabel)
                .toList();
        return new Detection(labels, Objects.requireNonNullElse(response.labelModelVersion(), ""), asked);
    }

    private static Label toLabel(software.amazon.awssdk.services.rekognition.model.Label label) {
        return new Label(
                label.name(),
                // By way of its decimal text: 96.1 as a float is 96.0999985 as a double.
                Double.parseDouble(label.confidence().toString()),
                label.parents().stream()
                        .map(Parent::name)
                        .filter(Objects::nonNull)
                        .toList(),
                label.aliases().stream()
                        .map(LabelAlias::name)
                        .filter(Objects::nonNull)
                        .toList(),
                Instances.ofAreas(label.instances().stream()
                        .map(Instance::boundingBox)
                        .filter(Objects::nonNull)
                        .mapToDouble(RekognitionLabelDetector::area)
                        .toArray()));
    }

    /** Width and height come as shares of the picture's. */
    private static double area(BoundingBox box) {
        return box.width() == null || box.height() == null ? 0 : (double) box.width() * box.height();
    }

    private DetectionException translate(ImageEntry entry, Sending sending, SdkException e) {
        String code = AwsErrors.code(e);
        String message = AwsErrors.message(e);
        if (e instanceof AwsServiceException service && service.isThrottlingException()) {
            return new DetectionException(Kind.THROTTLED, code, message, e);
        }
        if (AwsErrors.isCredentials(e)) {
            return new DetectionException(Kind.FATAL, code, AwsErrors.credentialsRemedy(e), e);
        }
        return switch (code) {
            case "ImageTooLargeException" ->
                failure(Kind.UNCHECKABLE, SkipRule.TOO_LARGE, entry, "larger than Rekognition takes: " + message, e);
            case "InvalidImageFormatException" ->
                failure(
                        Kind.UNCHECKABLE,
                        SkipRule.NOT_JPEG_OR_PNG,
                        entry,
                        "its content is no JPEG or PNG: " + message,
                        e);
            case "InvalidParameterException" ->
                failure(
                        Kind.UNCHECKABLE,
                        SkipRule.INVALID,
                        entry,
                        "perhaps below 80 or above 10,000 pixels a side: " + message,
                        e);
            case DetectionException.OUT_OF_REACH ->
                failure(Kind.FAILED, code, entry, sending.whyUnreadable(entry).orElse(message), e);
            default -> other(code, message, entry, e);
        };
    }

    /** What fails before any call has been answered will most likely fail for every image. */
    private DetectionException other(String code, String message, ImageEntry entry, SdkException e) {
        boolean refused = AwsErrors.isDenied(e);
        boolean nobodyThere = AwsErrors.isConnectionFailure(e);
        if (!answeredOnce && refused) {
            return new DetectionException(
                    Kind.DENIED,
                    code,
                    "no permission to call DetectLabels ("
                            + DeniedAccess.named(e).orElse("rekognition:DetectLabels") + "): " + message,
                    e);
        }
        if (!answeredOnce && nobodyThere) {
            return new DetectionException(
                    Kind.FATAL, code, "Amazon Rekognition cannot be reached: " + message + hintAtRegion(), e);
        }
        return failure(Kind.FAILED, code, entry, message, e);
    }

    /** A region without Rekognition has no server of its name. */
    private String hintAtRegion() {
        var configuration = rekognition.serviceClientConfiguration();
        boolean unknown = configuration.endpointOverride().isEmpty()
                && !RekognitionClient.serviceMetadata().regions().contains(configuration.region());
        return unknown
                ? "; it is not known to be in " + configuration.region()
                        + ": have the images in a bucket of a region that"
                        + " has it, such as us-east-1, and call it there"
                : "";
    }

    private static DetectionException failure(
            Kind kind, String code, ImageEntry entry, String message, SdkException e) {
        return new DetectionException(kind, code, entry.key() + ": " + message, e);
    }
}
