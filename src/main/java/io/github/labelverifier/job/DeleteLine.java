package io.github.labelverifier.job;

import io.github.labelverifier.image.AwsSettings;
import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.image.S3Location;
import io.github.labelverifier.ui.text.ShellWords;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The {@code delete} command for a report, as pages and the end of a review show it: it removes what the report flagged
 * and what its review marks.
 */
public final class DeleteLine {
    private DeleteLine() {}

    /**
     * The command, ready for a shell.
     *
     * @param endpoint that of the report
     */
    public static String of(Path report, ImageLocation location, AwsSettings aws, Optional<String> endpoint) {
        return of(List.of(report), options(location, aws, endpoint));
    }

    /** The command for reports that take the same options. */
    public static String of(List<Path> reports, List<String> options) {
        List<String> words = new ArrayList<>(List.of("label-verifier", "delete"));
        reports.forEach(report -> words.add(report.toString()));
        words.addAll(options);
        return ShellWords.join(words);
    }

    /** The options that lead to a report's store. */
    public static List<String> options(ImageLocation location, AwsSettings aws, Optional<String> endpoint) {
        List<String> words = new ArrayList<>();
        if (location instanceof S3Location s3) {
            words.addAll(store(aws, endpoint));
            if (s3.isWholeBucket()) {
                words.add("--whole-bucket");
            }
        }
        return words;
    }

    /** The options that lead to the same store. */
    private static List<String> store(AwsSettings aws, Optional<String> endpoint) {
        List<String> words = new ArrayList<>();
        aws.profile().ifPresent(profile -> words.addAll(List.of("--profile", profile)));
        aws.region().ifPresent(region -> words.addAll(List.of("--region", region)));
        // A page is passed on, so a password stays out of it.
        endpoint.filter(uri -> URI.create(uri).getUserInfo() == null)
                .ifPresent(uri -> words.addAll(List.of("--endpoint-url", uri)));
        if (aws.pathStyle()) {
            words.add("--path-style");
        }
        return words;
    }
}
