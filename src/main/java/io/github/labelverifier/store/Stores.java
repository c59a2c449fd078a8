package io.github.labelverifier.store;

import io.github.labelverifier.aws.AwsCheckup;
import io.github.labelverifier.aws.AwsClients;
import io.github.labelverifier.image.AwsSettings;
import io.github.labelverifier.image.FolderLocation;
import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.image.ImageRemover;
import io.github.labelverifier.image.ImageRemover.Undo;
import io.github.labelverifier.image.ImageRestorer;
import io.github.labelverifier.image.ImageSource;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.image.S3Location;
import io.github.labelverifier.image.Sending;
import io.github.labelverifier.label.Asked;
import io.github.labelverifier.label.DetectionException;
import io.github.labelverifier.label.DetectionException.Kind;
import io.github.labelverifier.label.LabelDetector;
import io.github.labelverifier.label.OtherDetector;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** Opens the store that a location is in, with what goes with it. */
public class Stores {
    /** Long enough for a review, too short to be passed around. */
    private static final Duration LINK_LIFE = Duration.ofMinutes(30);

    private final Map<String, String> environment;
    private final Optional<OtherDetector> other;

    public Stores(Map<String, String> environment) {
        this(environment, Optional.empty());
    }

    private Stores(Map<String, String> environment, Optional<OtherDetector> other) {
        this.environment = environment;
        this.other = other;
    }

    /** The same stores, whose images are labelled by a detector that is not Rekognition. */
    public final Stores labelledBy(OtherDetector detector) {
        return new Stores(environment, Optional.of(detector));
    }

    /**
     * Opens the store of a location to check images.
     *
     * @param offline whether Rekognition is never called
     */
    public final ImageStore open(ImageLocation location, AwsSettings settings, boolean offline)
            throws ImageStoreException {
        return openRemovable(location, settings, offline);
    }

    /**
     * Opens the store of a location to check images, and to remove those that are found unfit.
     *
     * @param offline whether Rekognition is never called
     */
    public RemovableStore openRemovable(ImageLocation location, AwsSettings settings, boolean offline)
            throws ImageStoreException {
        if (location instanceof S3Location s3) {
            AwsClients clients = offline || other.isPresent()
                    ? AwsClients.forStorage(settings, environment, s3.bucket())
                    : AwsClients.forBucket(settings, environment, s3.bucket());
            return new BucketStore(clients, s3, offline, false, other);
        }
        FolderLocation folder = (FolderLocation) location;
        return new FolderStore(
                offline || other.isPresent()
                        ? Optional.empty()
                        : Optional.of(AwsClients.forFolder(settings, environment)),
                folder,
                offline ? Optional.empty() : other);
    }

    /** Opens the store of a location to show images; it has no way to call Rekognition. */
    public final ImageStore openPictures(ImageLocation location, AwsSettings settings) throws ImageStoreException {
        return openStorage(location, settings);
    }

    /** Opens the store of a location to remove or restore images; it has no way to call Rekognition. */
    public RemovableStore openStorage(ImageLocation location, AwsSettings settings) throws ImageStoreException {
        return location instanceof S3Location s3
                ? new BucketStore(
                        AwsClients.forStorage(settings, environment, s3.bucket()), s3, true, false, Optional.empty())
                : new FolderStore(Optional.empty(), (FolderLocation) location, Optional.empty());
    }

    /** The endpoint that stands for AWS's own S3 where images of a location are removed. */
    public Optional<String> endpoint(ImageLocation location, AwsSettings settings) throws ImageStoreException {
        return location instanceof S3Location ? AwsClients.storageEndpoint(settings, environment) : Optional.empty();
    }

    /**
     * What is set for AWS, to be looked at question by question; nobody is called yet.
     *
     * @param clock the clock of this machine
     * @throws ImageStoreException if something is set wrongly
     */
    public final AwsSetup setup(AwsSettings settings, InstantSource clock) throws ImageStoreException {
        return new CheckedSetup(AwsCheckup.open(settings, environment, clock));
    }

    private record CheckedSetup(AwsCheckup checkup) implements AwsSetup {
        @Override
        public Optional<String> profile() {
            return checkup.profile();
        }

        @Override
        public String network() throws ImageStoreException {
            return checkup.network();
        }

        @Override
        public String caller() throws ImageStoreException {
            return checkup.caller();
        }

        @Override
        public Optional<Duration> ahead() {
            return checkup.ahead();
        }

        @Override
        public Optional<String> region() throws ImageStoreException {
            return checkup.region();
        }

        @Override
        public boolean isAmazon() {
            return checkup.isAmazon();
        }

        @Override
        public Undo undo(String bucket) throws ImageStoreException {
            return checkup.undo(bucket);
        }

        @Override
        public void close() {
            checkup.close();
        }
    }

    private static LabelDetector offlineDetector() {
        return image -> {
            throw new DetectionException(
                    Kind.NOT_SENT,
                    "NotRecorded",
                    image.key() + ": its labels are not in the report that is reused, and --offline forbids a call",
                    null);
        };
    }

    private record BucketStore(
            AwsClients clients,
            S3Location location,
            boolean offline,
            boolean sendsInstead,
            Optional<OtherDetector> other)
            implements RemovableStore {
        @Override
        public ImageSource source() {
            return sendsInstead ? clients.sentSource(location) : clients.source(location);
        }

        @Override
        public ImageRemover remover(MoveOrDelete way) throws ImageStoreException {
            return way.destination().isPresent()
                    ? clients.mover(location, (S3Location) way.destination().get(), way.number(), way.checkFirst())
                    : clients.remover(location, way.checkFirst());
        }

        @Override
        public ImageRestorer restorer() {
            return clients.restorer(location);
        }

        @Override
        public Optional<URI> link(String key) {
            return Optional.of(clients.link(location, key, LINK_LIFE));
        }

        @Override
        public LabelDetector detector(Asked asked) {
            if (offline) {
                return offlineDetector();
            }
            return other.map(detector -> detector.asking(asked))
                    .orElseGet(
                            () -> sendsInstead ? clients.detector(source(), asked) : clients.detector(location, asked));
        }

        @Override
        public Optional<String> detectorName() {
            return other.map(OtherDetector::name);
        }

        @Override
        public Optional<String> region() {
            return Optional.of(clients.region());
        }

        @Override
        public Optional<Sending> sending() {
            if (offline || other.isPresent()) {
                return Optional.empty();
            }
            return Optional.of(sendsInstead ? Sending.BYTES : clients.sending());
        }

        @Override
        public Optional<ImageStore> sendingInstead() {
            return offline || other.isPresent() || sendsInstead || !clients.maySendInstead()
                    ? Optional.empty()
                    : Optional.of(new BucketStore(clients, location, false, true, other));
        }

        @Override
        public Optional<String> remark() {
            return clients.remark();
        }

        @Override
        public Optional<String> endpoint() {
            return clients.storageEndpoint();
        }

        @Override
        public void close() {
            clients.close();
        }
    }

    private record FolderStore(
            Optional<AwsClients> clients, FolderLocation location, FolderSource source, Optional<OtherDetector> other)
            implements RemovableStore {
        FolderStore(Optional<AwsClients> clients, FolderLocation location, Optional<OtherDetector> other) {
            this(clients, location, new FolderSource(location), other);
        }

        @Override
        public ImageRemover remover(MoveOrDelete way) throws ImageStoreException {
            if (way.destination().isEmpty()) {
                return new FolderRemover(location);
            }
            FolderLocation to = (FolderLocation) way.destination().get();
            FolderMover.requirePossible(to);
            return new FolderMover(location, to, way.number());
        }

        @Override
        public ImageRestorer restorer() {
            return new FolderRestorer(location);
        }

        @Override
        public Optional<URI> link(String key) {
            return Optional.of(URI.create(location.uriOf(key)));
        }

        @Override
        public LabelDetector detector(Asked asked) {
            return other.map(detector -> detector.asking(asked))
                    .or(() -> clients.map(aws -> aws.detector(source, asked)))
                    .orElseGet(Stores::offlineDetector);
        }

        @Override
        public Optional<String> detectorName() {
            return other.map(OtherDetector::name);
        }

        @Override
        public Optional<String> region() {
            return clients.map(AwsClients::region);
        }

        @Override
        public Optional<Sending> sending() {
            return Optional.empty();
        }

        @Override
        public Optional<String> remark() {
            return Optional.empty();
        }

        @Override
        public Optional<String> endpoint() {
            return clients.flatMap(AwsClients::endpoint);
        }

        @Override
        public void close() {
            clients.ifPresent(AwsClients::close);
        }
    }
}
