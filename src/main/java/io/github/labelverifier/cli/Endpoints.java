package io.github.labelverifier.cli;

import io.github.labelverifier.image.ImageLocation;
import java.util.Optional;

/** Keeps a report of one store from being carried out on another. */
final class Endpoints {
    private Endpoints() {}

    /**
     * Refuses a file of another endpoint.
     *
     * @param file what was written when the endpoint was {@code then}
     */
    static void requireSame(String file, ImageLocation location, Optional<String> then, Optional<String> now)
            throws CommandFailure {
        if (!now.map(Endpoints::withoutSlash).equals(then.map(Endpoints::withoutSlash))) {
            throw new CommandFailure(
                    ExitCode.REFUSED,
                    file + " is of " + location.uri() + " at " + then.orElse("Amazon's own endpoint")
                            + ", and this would go to " + now.orElse("Amazon's own endpoint")
                            + ": nothing was changed."
                            + then.map(uri -> " Add --endpoint-url " + uri)
                                    .orElse(" Take --endpoint-url or AWS_ENDPOINT_URL away"));
        }
    }

    private static String withoutSlash(String uri) {
        return uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
    }
}
