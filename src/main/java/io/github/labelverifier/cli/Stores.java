package io.github.labelverifier.cli;

import io.github.labelverifier.aws.AwsClients;
import io.github.labelverifier.aws.AwsSettings;
import io.github.labelverifier.image.FolderLocation;
import io.github.labelverifier.image.FolderRemover;
import io.github.labelverifier.image.FolderSource;
import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.image.ImageRemover;
import io.github.labelverifier.image.ImageSource;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.image.S3Location;
import io.github.labelverifier.label.Asked;
import io.github.labelverifier.label.DetectionException;
import io.github.labelverifier.label.DetectionException.Kind;
import io.github.labelverifier.label.LabelDetector;
import java.util.Map;
import java.util.Optional;

/** Opens the store that a location is in, with what goes with it. */
class Stores {
    private final Map<String, String> environment;

    Stores(Map<String, String> environment) {
        this.environment = environment;
    }

    /** An open store. */
    interface Store extends AutoCloseable {
        ImageSource source();

        ImageRemover remover();

        LabelDetector detector(Asked asked);

        Optional<String> region();

        Optional<String> endpoint();

        @Override
        void close();
    }

    /**
     * Opens the store of a location.
     *
     * @param offline whether Rekognition is never called
     */
    Store open(ImageLocation location, AwsSettings settings, boolean offline) throws ImageStoreException {
        if (location instanceof S3Location s3) {
            return new BucketStore(AwsClients.forBucket(settings, environment, s3.bucket()), s3, offline);
        }
        FolderLocation folder = (FolderLocation) location;
        return new FolderStore(
                offline ? Optional.empty() : Optional.of(AwsClients.forFolder(settings, environment)), folder);
    }

    private static LabelDetector offlineDetector() {
        return image -> {
            throw new DetectionException(
                    Kind.FAILED,
                    "NotRecorded",
                    image.key() + ": its labels are not in the report that is reused, and --offline forbids a call",
                    null);
        };
    }

    private record BucketStore(AwsClients clients, S3Location location, boolean offline) implements Store {
        @Override
        public ImageSource source() {
            return clients.source(location);
        }

        @Override
        public ImageRemover remover() {
            return clients.remover(location);
        }

        @Override
        public LabelDetector detector(Asked asked) {
            return offline ? offlineDetector() : clients.detector(location, asked);
        }

        @Override
        public Optional<String> region() {
            return Optional.of(clients.region());
        }

        @Override
        public Optional<String> endpoint() {
            return clients.endpoint();
        }

        @Override
        public void close() {
            clients.close();
        }
    }

    private record FolderStore(Optional<AwsClients> clients, FolderLocation location) implements Store {
        @Override
        public ImageSource source() {
            return new FolderSource(location);
        }

        @Override
        public ImageRemover remover() {
            return new FolderRemover(location);
        }

        @Override
        public LabelDetector detector(Asked asked) {
            return clients.map(aws -> aws.detector(new FolderSource(location), asked))
                    .orElseGet(Stores::offlineDetector);
        }

        @Override
        public Optional<String> region() {
            return clients.map(AwsClients::region);
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
