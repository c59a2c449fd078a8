package io.github.labelverifier.job.review;

import io.github.labelverifier.image.FolderLocation;
import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.image.S3Location;
import java.util.Optional;

/**
 * Where images of a report may be moved to: another class.
 *
 * @param uri as a review names it
 */
record Place(String uri) {

    /** The place of this URI, if images of a location can go there: the same kind of store, and no part of where they are. */
    static Optional<Place> of(String uri, ImageLocation from) {
        ImageLocation to;
        try {
            to = ImageLocation.of(uri);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        boolean isApart = (to instanceof S3Location there && from instanceof S3Location here)
                ? !there.overlaps(here)
                : (to instanceof FolderLocation folder && from instanceof FolderLocation own && !folder.overlaps(own));
        return isApart ? Optional.of(new Place(uri)) : Optional.empty();
    }

    /** The name of the class. */
    String name() {
        return ImageLocation.lastPart(uri);
    }
}
