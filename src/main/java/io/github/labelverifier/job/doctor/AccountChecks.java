package io.github.labelverifier.job.doctor;

import io.github.labelverifier.image.FolderLocation;
import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.image.ImageStoreException.Kind;
import io.github.labelverifier.image.S3Location;
import io.github.labelverifier.store.AwsSetup;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Who calls AWS, from where, by which clock and which way. */
final class AccountChecks {
    /** Signatures are refused from here on. */
    private static final Duration MOST_SKEW = Duration.ofMinutes(5);

    private static final Duration NOTED_SKEW = Duration.ofMinutes(1);

    private final AwsSetup setup;
    private final CheckList list;

    AccountChecks(AwsSetup setup, CheckList list) {
        this.setup = setup;
        this.list = list;
    }

    /** Looks at them all; whether AWS may be asked for more, since nothing says that the credentials are wrong. */
    boolean run(Optional<ImageLocation> location) throws IOException, ImageStoreException {
        list.ok("network", setup.network());
        boolean isKnown = checkCredentials(location);
        checkClock();
        checkRegion(location);
        return isKnown;
    }

    private boolean checkCredentials(Optional<ImageLocation> location) throws IOException {
        String subject = "credentials";
        try {
            list.ok(subject, setup.caller());
            return true;
        } catch (ImageStoreException e) {
            if (e.kind() == Kind.CREDENTIALS) {
                boolean isFolder =
                        location.filter(FolderLocation.class::isInstance).isPresent();
                list.fault(subject, e.getMessage() + (isFolder ? "; with --detector-command a folder needs none" : ""));
                return false;
            }
            String text = "there are some, but STS does not say whose: " + e.getMessage();
            // Other stores have no STS, and closed networks no way to it: the bucket will tell.
            if (!setup.isAmazon()
                    || location.filter(S3Location.class::isInstance).isPresent()) {
                list.note(subject, text);
            } else {
                list.fault(subject, text + "; see the network above, HTTPS_PROXY and AWS_CA_BUNDLE");
            }
            return true;
        }
    }

    private void checkClock() throws IOException {
        String subject = "clock";
        Optional<Duration> ahead = setup.ahead();
        if (ahead.isEmpty()) {
            list.note(subject, "not compared: no answer said its time");
            return;
        }
        Duration skew = ahead.get().abs();
        String text = skew.toSeconds() + " s " + (ahead.get().isNegative() ? "behind" : "ahead of") + " AWS";
        if (skew.compareTo(MOST_SKEW) >= 0) {
            list.fault(subject, text + ", which refuses signatures from 5 minutes on: set the clock");
        } else if (skew.compareTo(NOTED_SKEW) >= 0) {
            list.note(subject, text + ", which refuses signatures from 5 minutes on");
        } else {
            list.ok(subject, "less than a minute from that of AWS");
        }
    }

    private void checkRegion(Optional<ImageLocation> location) throws IOException {
        String subject = "region";
        try {
            Optional<String> region = setup.region();
            if (region.isPresent()) {
                list.ok(subject, region.get() + (setup.isAmazon() ? ", which has Rekognition" : ""));
            } else if (location.filter(l -> !(l instanceof S3Location)).isPresent()) {
                list.fault(subject, "none is set: add --region, such as --region us-east-1, or set AWS_REGION");
            } else {
                list.note(
                        subject, "none is set: a bucket's own is taken; for a folder, add --region or set AWS_REGION");
            }
        } catch (ImageStoreException e) {
            list.fault(subject, e.getMessage());
        }
    }
}
