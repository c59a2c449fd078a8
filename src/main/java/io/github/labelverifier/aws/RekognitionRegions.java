package io.github.labelverifier.aws;

import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.image.ImageStoreException.Kind;
import java.net.InetAddress;
import java.net.UnknownHostException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.rekognition.RekognitionClient;

/** Where Amazon Rekognition is. The SDK knows most regions that have it, and a new one has a server of its name. */
final class RekognitionRegions {
    private RekognitionRegions() {}

    /**
     * Sees to it that it is in a region.
     *
     * @throws ImageStoreException if it is not
     */
    static void require(Region region, AwsEndpoints endpoints) throws ImageStoreException {
        if (endpoints.rekognition().isEmpty()
                && !RekognitionClient.serviceMetadata().regions().contains(region)
                && !hasServer(region)) {
            throw new ImageStoreException(
                    Kind.OTHER,
                    "there is no Amazon Rekognition in " + region + ": add --region with one that has it, such as"
                            + " --region us-east-1, to which the images are sent then");
        }
    }

    private static boolean hasServer(Region region) {
        try {
            String host =
                    RekognitionClient.serviceMetadata().endpointFor(region).toString();
            return InetAddress.getAllByName(host).length > 0;
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
