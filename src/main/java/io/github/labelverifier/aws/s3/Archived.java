package io.github.labelverifier.aws.s3;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.RestoreStatus;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Whether an object in an archive can be read now (Amazon S3 User Guide, "Working with archived objects"): one in Glacier
 * while it is restored, one in Intelligent-Tiering unless it has sunk to an archive tier, which only a look at it tells.
 */
public final class Archived {
    /** The class whose objects sink into an archive without a trace in a listing. */
    public static final String INTELLIGENT_TIERING = "INTELLIGENT_TIERING";

    private static final Set<String> GLACIER = Set.of("GLACIER", "DEEP_ARCHIVE");

    private Archived() {}

    /** Whether an object is of a class of which a listing says only when asked whether it is restored. */
    static boolean mayBeRestored(S3Object object) {
        return GLACIER.contains(String.valueOf(object.storageClassAsString()));
    }

    /** Whether a listing says that an object has been restored. */
    static boolean isRestored(S3Object object) {
        @Nullable RestoreStatus status = object.restoreStatus();
        return status != null
                && !Boolean.TRUE.equals(status.isRestoreInProgress())
                && status.restoreExpiryDate() != null;
    }

    /** Whether a look says that an object has been restored. */
    static boolean isRestored(HeadObjectResponse head) {
        return head.restore() != null && head.restore().contains("ongoing-request=\"false\"");
    }

    /** Whether an object of Intelligent-Tiering is in an archive. */
    public static boolean isInArchiveTier(HeadObjectResponse head) {
        return head.archiveStatusAsString() != null && !isRestored(head);
    }
}
