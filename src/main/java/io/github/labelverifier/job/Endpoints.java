package io.github.labelverifier.job;

import io.github.labelverifier.escape.Redaction;
import io.github.labelverifier.image.AwsSettings;
import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.image.S3Location;
import io.github.labelverifier.report.ReportHeader;
import io.github.labelverifier.store.Stores;
import java.nio.file.Path;
import java.util.Optional;

/** Refuses to act by a report of one store on another store. */
public final class Endpoints {
    private Endpoints() {}

    /** Refuses a report of images in a bucket that would now be looked for at another endpoint. */
    public static void requireSame(
            Path report, ReportHeader header, ImageLocation location, Stores stores, AwsSettings aws)
            throws CommandFailure {
        if (location instanceof S3Location) {
            try {
                requireSame(report, location, header.endpoint(), stores.endpoint(location, aws));
            } catch (ImageStoreException e) {
                throw new CommandFailure(ExitCode.ERROR, e.getMessage(), e);
            }
        }
    }

    private static void requireSame(Path report, ImageLocation location, Optional<String> then, Optional<String> now)
            throws CommandFailure {
        Optional<String> recorded = then.map(Redaction::of);
        if (!now.map(Endpoints::plain).equals(then.map(Endpoints::plain))) {
            throw new CommandFailure(
                    ExitCode.REFUSED,
                    report + " is of " + location.uri() + " at " + recorded.orElse("Amazon's own endpoint")
                            + ", and this would go to " + now.orElse("Amazon's own endpoint")
                            + ": nothing was changed."
                            + recorded.map(uri -> " Add --endpoint-url " + uri)
                                    .orElse(" Take --endpoint-url or AWS_ENDPOINT_URL away"));
        }
    }

    /** Without what makes no difference: a slash at the end, and a user, whom older reports still name. */
    private static String plain(String uri) {
        String place = uri.replaceFirst("//[^/]*@", "//");
        return place.endsWith("/") ? place.substring(0, place.length() - 1) : place;
    }
}
