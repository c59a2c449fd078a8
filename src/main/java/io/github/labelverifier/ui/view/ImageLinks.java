package io.github.labelverifier.ui.view;

import io.github.labelverifier.image.FolderLocation;
import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.image.S3Location;
import io.github.labelverifier.image.Sending;
import io.github.labelverifier.report.ReportHeader;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Where a click on the name of an image leads: to the file, or to the object's page in Amazon's console, which asks for
 * credentials by itself. A store of others has no page that is known here.
 *
 * @param region of the bucket, as far as it is known; the console finds it out otherwise
 */
record ImageLinks(ImageLocation location, Optional<String> region, boolean isElsewhere) {

    /** The links to the images of a report at their location. */
    static ImageLinks of(ImageLocation location, ReportHeader header) {
        // Where objects were fetched and sent, the region is Rekognition's, and not the bucket's.
        boolean isSent =
                header.detecting().sending().filter(Sending.BYTES::equals).isPresent();
        Optional<String> region = isSent ? Optional.empty() : header.region();
        return new ImageLinks(location, region, header.endpoint().isPresent());
    }

    /** The address of an image; empty if there is none. */
    Optional<URI> of(String key) {
        if (location instanceof FolderLocation folder) {
            return folder.contains(key) ? Optional.of(URI.create(folder.uriOf(key))) : Optional.empty();
        }
        return location instanceof S3Location s3 && !isElsewhere
                ? Optional.of(URI.create(console() + "/s3/object/" + s3.bucket() + "?"
                        + region.map(name -> "region=" + encoded(name) + "&").orElse("") + "prefix=" + encoded(key)))
                : Optional.empty();
    }

    /** Each partition of AWS has a console of its own. */
    private String console() {
        if (region.filter(name -> name.startsWith("cn-")).isPresent()) {
            return "https://console.amazonaws.cn";
        }
        return region.filter(name -> name.startsWith("us-gov-")).isPresent()
                ? "https://console.amazonaws-us-gov.com"
                : "https://s3.console.aws.amazon.com";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
