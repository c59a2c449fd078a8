package io.github.labelverifier.removal;

import io.github.labelverifier.image.FolderLocation;
import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.image.RemovalAction;
import io.github.labelverifier.image.S3Location;
import java.util.Optional;

/**
 * Where a move must have put an image: in the location that it moved to, under the image's name, with the number that
 * was added to it. The ledger also says so itself, but it may have been altered.
 */
final class TrueDestination {
    private TrueDestination() {}

    /** Why an image of a location cannot be where a ledger says that it was moved to; empty if it can. */
    static Optional<String> doubt(ImageLocation location, String key, RemovalAction action, String destination) {
        try {
            boolean isTrue = action.destination()
                    .map(ImageLocation::of)
                    .map(to -> of(to, action.nameOf(location.nameBelow(key))))
                    .filter(destination::equals)
                    .isPresent();
            return isTrue ? Optional.empty() : Optional.of("no move of it can have put it at " + destination);
        } catch (IllegalArgumentException e) {
            return Optional.of("the ledger was altered: " + e.getMessage());
        }
    }

    private static String of(ImageLocation to, String name) {
        return to instanceof S3Location s3
                ? s3.uriOf(s3.prefix() + name)
                : ((FolderLocation) to).resolve(name).toString();
    }
}
