package io.github.labelverifier.job;

import io.github.labelverifier.escape.Redaction;
import io.github.labelverifier.image.ImageLocation;
import java.util.Optional;

/** Keeps a report of one store from being carried out on another. */
public final class Endpoints {
    private Endpoints() {}

    /**
     * Refuses a file of another endpoint.
     *
     * @param file what was written when the endpoint was {@code then}
     */
    public static void requireSame(String file, ImageLocation location, Optional<String> then, Optional<String> now)
            throws CommandFailure {
        Optional<String> recorded = then.map(Redaction::of);
        if (!now.map(Endpoints::plain).equals(then.map(Endpoints::plain))) {
            throw new CommandFailure(
                    ExitCode.REFUSED,
                    file + " is of " + location.uri() + " at " + recorded.orElse("Amazon's own endpoint")
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
