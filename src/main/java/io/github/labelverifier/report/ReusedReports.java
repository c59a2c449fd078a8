package io.github.labelverifier.report;

import io.github.labelverifier.image.S3Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which reports are reused, each once, the latest first: those that are given, all of the folders that are given, and what
 * those of them that do not have it all say that their own runs have reused.
 */
final class ReusedReports {
    private final boolean inBucket;
    private final Optional<String> detector;
    private final Deque<Path> waiting = new ArrayDeque<>();
    private final Set<Path> seen = new HashSet<>();
    private final List<Path> missing = new ArrayList<>();

    /**
     * No report yet.
     *
     * @param inBucket whether they shall be of buckets; of folders otherwise: the two know contents by other marks
     * @param detector what their labels shall be of; empty for Rekognition's
     */
    ReusedReports(boolean inBucket, Optional<String> detector) {
        this.inBucket = inBucket;
        this.detector = detector;
    }

    private record Dated(Path file, Instant startedAt, FileTime written) {}

    /** Adds what a person names. */
    void addAll(List<Path> given) throws IOException {
        List<Dated> found = new ArrayList<>();
        for (Path path : given) {
            add(path, true, found);
        }
        enqueue(found);
    }

    /**
     * Adds what the header of a report names that does not have it all: an unfinished one, and one of a bucket whose run could
     * not look again after its calls, where an earlier one may have proven the same answers.
     */
    void follow(Path report, ReportHeader header, Optional<ReportSummary> summary) throws IOException {
        if (summary.isPresent()
                && (!inBucket || summary.get().changedMeanwhile().isPresent())) {
            return;
        }
        List<Dated> found = new ArrayList<>();
        for (String name : header.reused()) {
            try {
                Path path = report.toAbsolutePath().resolveSibling(name).normalize();
                if (Files.isDirectory(path) || Files.isRegularFile(path)) {
                    add(path, false, found);
                } else if (summary.isEmpty()) {
                    missing.add(path);
                }
            } catch (InvalidPathException e) {
                throw new MalformedReportException(report, 1, "the field 'reused' names no file: " + e.getReason());
            }
        }
        enqueue(found);
    }

    private void enqueue(List<Dated> found) {
        // Headers tell the second in which a run began: of two within one, that counts more which was written last,
        // or is given later.
        Collections.reverse(found);
        found.sort(Comparator.comparing(Dated::startedAt)
                .thenComparing(Dated::written)
                .reversed());
        found.forEach(dated -> waiting.add(dated.file()));
    }

    private void add(Path path, boolean isGiven, List<Dated> found) throws IOException {
        if (Files.isDirectory(path)) {
            for (Path report : ReportFiles.in(path)) {
                addReport(report, false, found);
            }
        } else {
            addReport(path, isGiven, found);
        }
    }

    private void addReport(Path file, boolean isGiven, List<Dated> found) throws IOException {
        ReportHeader header;
        try (ReportReader reader = ReportReader.open(file)) {
            header = reader.header();
        }
        if (header.location().startsWith(S3Location.SCHEME) != inBucket) {
            if (isGiven) {
                throw new ForeignReportException(
                        file,
                        "is a report of " + header.location() + ": answers for "
                                + (inBucket ? "files" : "objects of S3") + " cannot be told to be for the same "
                                + (inBucket ? "objects of S3" : "files"));
            }
        } else if (!header.detecting().detector().equals(detector)) {
            if (isGiven) {
                throw new ForeignReportException(
                        file, "has labels of " + named(header.detecting().detector()) + ", not of " + named(detector));
            }
        } else if (seen.add(file.toRealPath())) {
            found.add(new Dated(file, header.startedAt(), Files.getLastModifiedTime(file)));
        }
    }

    private static String named(Optional<String> detector) {
        return detector.map(name -> "the detector " + name).orElse("Amazon Rekognition");
    }

    /** The next one, taken. */
    Optional<Path> next() {
        return Optional.ofNullable(waiting.poll());
    }

    /** What was named by a header and is not there; it grows as reports are followed. */
    List<Path> missing() {
        return missing;
    }
}
