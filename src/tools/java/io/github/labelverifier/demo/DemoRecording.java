package io.github.labelverifier.demo;

import java.math.BigDecimal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The recorded report of the sample images: their labels, and the verdicts that the rule comes to with them.
 *
 * <p>It is written here and not by the report package, so that it stays what it was if that changes: the demo proves
 * that such a report can still be read.
 */
final class DemoRecording {
    private static final String REJECTED = "Person";
    private static final BigDecimal MIN_CONFIDENCE = new BigDecimal("85.0");
    private static final int MAX_LABELS = 10;
    private static final Instant FIRST_DOWNLOAD = Instant.parse("2026-10-03T09:14:05Z");
    private static final long SECONDS_BETWEEN_DOWNLOADS = 7;

    private final Map<String, byte[]> contents;
    private final Map<String, Integer> reference = new TreeMap<>();
    private final Map<String, Integer> verdicts = new TreeMap<>();
    private long bytesFlagged;

    private DemoRecording(Map<String, byte[]> contents) {
        this.contents = contents;
        for (SampleImage exemplar : SampleImage.EXEMPLARS) {
            counting(labels(exemplar)).stream()
                    .filter(label -> !label.isKindOf(REJECTED))
                    .forEach(label -> reference.merge(label.name(), 1, Integer::sum));
        }
    }

    /** The whole report, for files of these contents by key. */
    static String of(Map<String, byte[]> contents) {
        return new DemoRecording(contents).write();
    }

    private String write() {
        List<String> lines = new ArrayList<>();
        lines.add(header());
        Instant downloaded = FIRST_DOWNLOAD;
        for (SampleImage image : SampleImage.listed()) {
            lines.add(line(image, downloaded));
            downloaded = downloaded.plusSeconds(SECONDS_BETWEEN_DOWNLOADS);
        }
        lines.add(summary());
        return String.join("\n", lines) + "\n";
    }

    private String header() {
        String labels = reference.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(entry -> "{\"label\":%s,\"exemplars\":%s}".formatted(quoted(entry.getKey()), entry.getValue()))
                .collect(Collectors.joining(","));
        return """
            {"type":"header","schema":1,"tool":"label-verifier 1.0.0","location":"demo/deer","region":null,\
            "endpoint":null,"exemplars":%s,"reference":[%s],"rejectedLabels":%s,"ignoredLabels":[],\
            "minConfidence":%s,"maxLabels":%s,"recordConfidence":55.0,"recordLabels":50,"rule":"overlap",\
            "startedAt":"2026-11-22T16:10:00Z",\
            "note":"Labels written by hand for drawn sample images; not answers of Amazon Rekognition."}\
            """.formatted(
                list(SampleImage.EXEMPLARS.stream().map(SampleImage::key).toList()),
                labels,
                list(List.of(REJECTED)),
                MIN_CONFIDENCE,
                MAX_LABELS);
    }

    private String line(SampleImage image, Instant downloaded) {
        byte[] content = Objects.requireNonNull(contents.get(image.key()), image.key());
        if (image.labels().isEmpty()) {
            // As the tool does it, what is skipped is not read, and so has no hash.
            return file(image, content.length, "", downloaded) + verdict("skip", List.of("empty"), 0) + "}";
        }
        List<SampleLabel> labels = labels(image);
        List<String> overlap = counting(labels).stream()
                .map(SampleLabel::name)
                .filter(reference::containsKey)
                .toList();
        List<String> reasons = image.isExemplar() ? List.of("exemplar") : reasonsToFlag(labels, overlap);
        String verdict = image.isExemplar() || reasons.isEmpty() ? "keep" : "flag";
        return file(image, content.length, sha256(content), downloaded)
                + verdict(verdict, reasons, content.length)
                + ",\"overlap\":" + list(overlap)
                + ",\"labels\":[" + labels.stream().map(DemoRecording::json).collect(Collectors.joining(","))
                + "],\"model\":\"3.0\"" + image.sent() + "}";
    }

    private static String file(SampleImage image, int size, String etag, Instant downloaded) {
        return "{\"type\":\"image\",\"key\":%s,\"size\":%s,\"etag\":%s,\"lastModified\":\"%s\""
                .formatted(quoted(image.key()), size, quoted(etag), downloaded);
    }

    private String verdict(String verdict, List<String> reasons, int bytes) {
        verdicts.merge(verdict, 1, Integer::sum);
        bytesFlagged += verdict.equals("flag") ? bytes : 0;
        return ",\"verdict\":" + quoted(verdict) + ",\"reasons\":" + list(reasons);
    }

    private static List<String> reasonsToFlag(List<SampleLabel> labels, List<String> overlap) {
        List<String> reasons = new ArrayList<>();
        if (counting(labels).isEmpty()) {
            reasons.add("no-labels");
        } else if (overlap.isEmpty()) {
            reasons.add("no-overlap");
        }
        // What is rejected counts however far down the list it stands.
        if (labels.stream().anyMatch(label -> isConfident(label) && label.isKindOf(REJECTED))) {
            reasons.add("contains:" + REJECTED);
        }
        return reasons;
    }

    private static List<SampleLabel> counting(List<SampleLabel> labels) {
        return labels.stream()
                .filter(DemoRecording::isConfident)
                .limit(MAX_LABELS)
                .toList();
    }

    private static boolean isConfident(SampleLabel label) {
        return label.confidence().compareTo(MIN_CONFIDENCE) >= 0;
    }

    private static List<SampleLabel> labels(SampleImage image) {
        return SampleLabel.listOf(image.labels().orElseThrow());
    }

    /** No call was ever made for this recording, and none is claimed. */
    private String summary() {
        return """
            {"type":"summary","complete":true,"images":%s,"keep":%s,"flag":%s,"skip":%s,"error":0,"bytesFlagged":%s,\
            "calls":0,"reused":0,"throttled":0,"estimatedCostUsd":0.000,"finishedAt":"2026-11-22T16:10:01Z"}\
            """.formatted(
                        SampleImage.values().length,
                        verdicts.get("keep"),
                        verdicts.get("flag"),
                        verdicts.get("skip"),
                        bytesFlagged);
    }

    private static String json(SampleLabel label) {
        return "{\"name\":" + quoted(label.name())
                + ",\"confidence\":" + label.confidence()
                + ",\"parents\":" + list(label.parents())
                + (label.aliases().isEmpty() ? "" : ",\"aliases\":" + list(label.aliases()))
                + "}";
    }

    private static String list(List<String> strings) {
        return strings.stream().map(DemoRecording::quoted).collect(Collectors.joining(",", "[", "]"));
    }

    private static String quoted(String string) {
        if (string.chars().anyMatch(c -> c < ' ' || c > '~' || c == '"' || c == '\\')) {
            throw new IllegalArgumentException("needs escaping: " + string);
        }
        return '"' + string + '"';
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
