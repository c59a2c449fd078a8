package io.github.labelverifier.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.label.Asked;
import io.github.labelverifier.label.Label;
import io.github.labelverifier.verdict.Finding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainLineTest {
    private static final Asked ASKED = new Asked(55, 50);

    private static final String START = "{\"type\":\"image\",\"key\":\"deer/7.jpg\",\"size\":81234,"
            + "\"etag\":\"9b2c\",\"lastModified\":\"2026-01-02T03:04:05.514Z\",";
    private static final String DECIDED = "\"verdict\":\"flag\",\"reasons\":[\"contains:Person\",\"fits-elsewhere\"],"
            + "\"score\":-2.5E-4,\"suggest\":\"s3://photos/dog/\",\"because\":[{\"label\":\"Dog\",\"here\":-1.5,"
            + "\"there\":2.25},{\"label\":\"Pet\",\"here\":-0.1}],";
    private static final String OVERLAP = "\"overlap\":[\"Deer\",\"Animal\"]";
    private static final String LABELS = ",\"labels\":[{\"name\":\"Person\",\"confidence\":99.98345,\"parents\":[],"
            + "\"aliases\":[\"Human\"],\"instances\":2,\"largest\":0.3125},{\"name\":\"Deer\",\"confidence\":97,"
            + "\"parents\":[\"Animal\",\"Mammal\"]},{\"name\":\"Animal\",\"confidence\":55.123456789012345678,"
            + "\"parents\":[]}],\"model\":\"3.0\"}";

    /** Of which lines are made that are plain, or nearly so. */
    private static final List<String> PARTS = List.of(
            START,
            DECIDED,
            OVERLAP,
            LABELS,
            "\"verdict\":\"keep\",\"reasons\":[],",
            "\"score\":0.1,",
            ",\"labels\":[],\"model\":\"\"}",
            "{\"type\":\"image\",\"key\":\"日本/é.jpg\",\"size\":0,\"etag\":\"\",\"lastModified\":\"2026-02-30T03:04:05Z\",",
            "\"storageClass\":\"GLACIER_IR\",",
            "\"overlap\":[]",
            ",\"labels\":[{\"name\":\"Олень\",\"confidence\":1.0E2,\"parents\":[\"Животное\"]}],\"model\":\"3.0\"}");

    private static final List<String> BITS = List.of(
            "\"",
            "\\",
            "\\u0041",
            ",",
            ":",
            "[",
            "]",
            "{",
            "}",
            "0",
            "9",
            "-",
            ".",
            "e",
            "1e9",
            "null",
            "true",
            " ",
            "\t",
            "\u0000",
            "\u007f",
            "é",
            "\ufffd",
            ",\"message\":\"m\"",
            ",\"recordConfidence\":60",
            "\"Deer\"",
            ",\"aliases\":[\"x\"]",
            ",\"x\":1");

    private final LabelTexts texts = new LabelTexts();

    private Optional<PlainLine> plain(byte[] line) {
        return PlainLine.of(line, texts);
    }

    /** That what was read as plain is read as the same by whoever reads all lines. */
    private static void assertTrue(PlainLine plain, byte[] line) throws IOException {
        ReportLine read = ReportLine.parse(line);
        Finding finding = read.toFinding(ASKED);
        assertThat(read.type()).isEqualTo(ReportLine.Type.IMAGE);
        assertThat(plain.key()).isEqualTo(finding.image().key());
        assertThat(plain.size()).isEqualTo(finding.image().size());
        assertThat(plain.image()).isEqualTo(finding.image());
        assertThat(PlainImage.in(line, true)).isEqualTo(finding.image());
        assertThat(PlainImage.in(line, false)).isEqualTo(finding.image());
        assertThat(Optional.of(plain.decided())).isEqualTo(read.decided());
        assertThat(finding.message()).isEmpty();
        assertThat(finding.picture()).isEmpty();
        assertThat(finding.detection()).hasValueSatisfying(answer -> {
            assertThat(answer.asked()).isEqualTo(ASKED);
            assertThat(plain.model()).isEqualTo(answer.model());
            assertThat(plain.detection(ASKED)).isEqualTo(answer);
            assertThat(labels(plain))
                    .isEqualTo(answer.labels().stream()
                            .map(label -> List.of(label.name(), label.confidence(), label.parents(), label.aliases()))
                            .toList());
        });
        List<LabelText> overlap = new ArrayList<>();
        for (String name : finding.overlap()) {
            for (int i = 0; i < plain.count(); i++) {
                if (plain.label(i).label().name().equals(name)) {
                    overlap.add(plain.label(i));
                    break;
                }
            }
        }
        assertThat(plain.hasOverlap(overlap))
                .isEqualTo(overlap.size() == finding.overlap().size());
        if (plain.count() > 0) {
            overlap.add(plain.label(0));
            assertThat(plain.hasOverlap(overlap)).isEqualTo(names(overlap).equals(finding.overlap()));
        }
    }

    private static List<String> names(List<LabelText> labels) {
        return labels.stream().map(LabelText::label).map(Label::name).toList();
    }

    private static List<List<Object>> labels(PlainLine plain) {
        List<List<Object>> labels = new ArrayList<>();
        for (int i = 0; i < plain.count(); i++) {
            Label label = plain.label(i).label();
            labels.add(List.of(label.name(), plain.confidence(i), label.parents(), label.aliases()));
        }
        return labels;
    }

    private static byte[] bytes(String line) {
        return line.getBytes(StandardCharsets.UTF_8);
    }

    private void assertPlain(String line) throws IOException {
        assertThat(plain(bytes(line))).as(line).isPresent();
        assertTrue(plain(bytes(line)).orElseThrow(), bytes(line));
    }

    @Test
    void what_this_program_writes_of_an_image_with_labels_is_plain() throws IOException {
        assertPlain(START + DECIDED + OVERLAP + LABELS);
        assertPlain(
                START + "\"storageClass\":\"GLACIER_IR\",\"verdict\":\"keep\",\"reasons\":[],\"overlap\":[]" + LABELS);
        assertPlain(
                START + "\"verdict\":\"keep\",\"reasons\":[\"exemplar\"],\"overlap\":[],\"labels\":[],\"model\":\"\"}");
        assertPlain(
                START.replace("deer/7", "日本/\ud83e\udd8c")
                        + "\"verdict\":\"keep\",\"reasons\":[],\"score\":1.5,\"overlap\":[],"
                        + "\"labels\":[{\"name\":\"Олень\",\"confidence\":1.0E2,\"parents\":[\"Животное\"]}],\"model\":\"3.0\"}");
    }

    @Test
    void all_other_lines_are_left_to_whoever_reads_all() {
        String line = START + DECIDED + OVERLAP + LABELS;
        for (String other : List.of(
                line.replace("deer/7", "deer\\/7"),
                line.replace("\"size\":81234", "\"size\":\"81234\""),
                line.replace("\"size\":81234", "\"size\":081234"),
                line.replace("\"size\":81234", "\"size\":-1"),
                line.replace("01-02T", "02-30T"),
                line.replace("\"flag\"", "\"skip\""),
                line.replace("97", "99.99"),
                line.replace("97", "NaN"),
                line.replace("99.98345", "100.1"),
                line.replace("\"instances\":2", "\"instances\":0"),
                line.replace("0.3125", "1.25"),
                line.replace("\"model\":\"3.0\"", "\"model\":\"" + "x".repeat(101) + "\""),
                line.replace("\"3.0\"}", "\"3.0\",\"recordConfidence\":60,\"recordLabels\":20}"),
                line.replace("\"3.0\"}", "\"3.0\",\"message\":\"m\"}"),
                line.replace("\"overlap\"", "\"overlay\""),
                line.replace("\"Mammal\"", "null"),
                line.replace("Mammal", "M".repeat(501)),
                line + " ",
                line.substring(0, line.length() - 1))) {
            assertThat(plain(bytes(other))).as(other).isEmpty();
        }
    }

    @Test
    void bytes_that_are_no_text_are_left_to_whoever_reads_all() {
        byte[] line = bytes(START + DECIDED + OVERLAP + LABELS);
        for (String in : List.of("deer/", "9b2c", "Deer\",\"con", "Mammal", "3.0", "Person\"", "photos")) {
            byte[] broken = line.clone();
            int at = new String(line, StandardCharsets.US_ASCII).indexOf(in);
            broken[at] = (byte) 0xff;
            assertThat(plain(broken)).as(in).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whatever_is_taken_for_plain_says_what_it_would_say_to_whoever_reads_all(long seed) throws IOException {
        Random random = new Random(seed);
        int taken = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] line = changed(random);
            Optional<PlainLine> plain = plain(line);
            if (plain.isPresent()) {
                taken++;
                assertTrue(plain.get(), line);
            }
        }
        assertThat(taken).isGreaterThan(1_000);
    }

    /** A line of parts, mostly in their order, with a few bytes replaced, put in, or left out. */
    private static byte[] changed(Random random) {
        String line = random.nextInt(4) > 0
                ? START + (random.nextBoolean() ? DECIDED : PARTS.get(4)) + OVERLAP + LABELS
                : part(random) + part(random) + part(random) + part(random);
        ByteArrayOutputStream changed = new ByteArrayOutputStream();
        byte[] bytes = bytes(line);
        int at = 0;
        for (int changes = random.nextInt(3); changes > 0; changes--) {
            int next = at + random.nextInt(bytes.length - at);
            changed.writeBytes(Arrays.copyOfRange(bytes, at, next));
            changed.writeBytes(
                    random.nextInt(8) == 0
                            ? new byte[] {(byte) random.nextInt()}
                            : bytes(BITS.get(random.nextInt(BITS.size()))));
            at = Math.min(bytes.length - 1, next + random.nextInt(3));
        }
        changed.writeBytes(Arrays.copyOfRange(bytes, at, bytes.length));
        return changed.toByteArray();
    }

    private static String part(Random random) {
        return PARTS.get(random.nextInt(PARTS.size()));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void findings_as_nobody_would_choose_them_are_read_as_the_same(long seed) throws IOException {
        RandomReport random = new RandomReport(seed);
        ReportHeader header = random.header();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < 300; i++) {
            out.reset();
            try (var json = ReportJson.generator(out)) {
                ReportJson.writeFinding(json, random.finding(header), ASKED);
            }
            Optional<PlainLine> plain = plain(out.toByteArray());
            if (plain.isPresent()) {
                assertTrue(plain.get(), out.toByteArray());
            }
        }
    }

    @Test
    void a_vocabulary_without_end_is_not_kept() throws IOException {
        for (int i = 0; i < 30_000; i++) {
            byte[] line = bytes(START
                    + OVERLAP.replace("\"overlap\"", "\"verdict\":\"keep\",\"reasons\":[],\"overlap\"")
                    + ",\"labels\":[{\"name\":\"L" + i + "\",\"confidence\":97,\"parents\":[]}],\"model\":\"3.0\"}");
            assertThat(plain(line).isPresent()).isEqualTo(i < 20_000);
        }
        assertPlain(START
                + "\"verdict\":\"keep\",\"reasons\":[],\"overlap\":[],\"labels\":[{\"name\":\"L7\",\"confidence\":97,"
                + "\"parents\":[]}],\"model\":\"3.0\"}");
    }
}
