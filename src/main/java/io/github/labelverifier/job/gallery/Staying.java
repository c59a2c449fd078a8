package io.github.labelverifier.job.gallery;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.image.PictureFacts;
import io.github.labelverifier.image.S3Location;
import io.github.labelverifier.report.ReportHeader;
import io.github.labelverifier.report.ReportReader;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An image that stays while others that look like it are flagged.
 *
 * @param report the number of its report in the page, from 0
 * @param location of that report, as a URI
 * @param isFlagged whether it is flagged itself, for another reason
 * @param picture what was seen in it
 */
record Staying(ImageEntry image, int report, String location, boolean isFlagged, Optional<PictureFacts> picture) {

    /**
     * Looks for images in the reports of a page.
     *
     * @param names as the reports name them
     * @param own the number of the report that names them, which is looked into first
     * @return those that are there, by name
     */
    static Map<String, Staying> find(Set<String> names, int own, List<Path> reports) throws IOException {
        Map<String, Staying> found = new HashMap<>();
        if (names.isEmpty()) {
            return found;
        }
        String here = findIn(own, names, "", reports, found);
        for (int other = 0; other < reports.size() && found.size() < names.size(); other++) {
            if (other != own) {
                findIn(other, names, here, reports, found);
            }
        }
        return found;
    }

    /** Looks into one report and returns its location; {@code here} is that of the report that names them, empty if this is it. */
    private static String findIn(
            int number, Set<String> names, String here, List<Path> reports, Map<String, Staying> found)
            throws IOException {
        try (ReportReader reader = ReportReader.open(reports.get(number))) {
            ReportHeader header = reader.header();
            for (Optional<Finding> next = reader.next();
                    next.isPresent() && found.size() < names.size();
                    next = reader.next()) {
                Finding finding = next.get();
                String key = finding.image().key();
                String name = here.isEmpty() ? key : ImageLocation.name(here, header.location(), key);
                // Reports of before have no bucket there.
                if (!names.contains(name) && header.location().startsWith(S3Location.SCHEME)) {
                    name = key;
                }
                if (names.contains(name) && !namesItself(finding)) {
                    found.putIfAbsent(
                            name,
                            new Staying(
                                    finding.image(),
                                    number,
                                    header.location(),
                                    finding.verdict() == Verdict.FLAG,
                                    finding.picture()));
                }
            }
            return header.location();
        }
    }

    /** A key of a bucket may be one of another bucket too: an image that looks like "itself" goes, and another one stays. */
    private static boolean namesItself(Finding finding) {
        return NearSet.otherOf(finding.reasons())
                .filter(finding.image().key()::equals)
                .isPresent();
    }

    /** What it means that images of another report look like it; empty if they are of the same one. */
    String acrossFrom(String other) {
        if (location.equals(other)) {
            return "";
        }
        return ImageLocation.lastPart(location).equals(ImageLocation.lastPart(other))
                ? "In another folder of the same class: what a model is tested with, it has seen."
                : "Of another class, " + ImageLocation.lastPart(location) + ": one of the labels is wrong.";
    }
}
