package io.github.labelverifier.report;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.label.Asked;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.Instances;
import io.github.labelverifier.label.Label;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The line of an image that has labels, in the plain form in which nearly all are written: its fields in their order, its texts
 * without escapes, its labels best first. It is understood without making an object of each of its values, in a fraction of the
 * time that {@link ReportLine} takes, which understands every line. What is read so would be read as the same by that.
 */
public final class PlainLine {
    private static final byte[] VERDICT = LineCursor.form("\"verdict\":\"");
    private static final byte[] KEEP = LineCursor.form("keep\"");
    private static final byte[] FLAG = LineCursor.form("flag\"");
    private static final byte[] REASONS = LineCursor.form(",\"reasons\":[");
    private static final byte[] SCORE = LineCursor.form(",\"score\":");
    private static final byte[] SUGGEST = LineCursor.form(",\"suggest\":\"");
    private static final byte[] BECAUSE = LineCursor.form(",\"because\":[");
    private static final byte[] LABEL = LineCursor.form("{\"label\":\"");
    private static final byte[] HERE = LineCursor.form(",\"here\":");
    private static final byte[] THERE = LineCursor.form(",\"there\":");
    private static final byte[] OVERLAP = LineCursor.form("\"overlap\":[");
    private static final byte[] LABELS = LineCursor.form(",\"labels\":[");
    private static final byte[] NAME = LineCursor.form("{\"name\":\"");
    private static final byte[] CONFIDENCE = LineCursor.form(",\"confidence\":");
    private static final byte[] INSTANCES = LineCursor.form(",\"instances\":");
    private static final byte[] LARGEST = LineCursor.form(",\"largest\":");
    private static final byte[] MODEL = LineCursor.form(",\"model\":\"");

    private static final int MOST_LABELS = 200;

    /** No answer is refused for all the text that such a line holds. */
    private static final int MOST_BYTES = 500_000;

    private static final int COUNT_DIGITS = 9;

    private final byte[] line;
    private final LabelTexts texts;
    private final LineCursor at;
    private final PlainImage image;
    private int decidedFrom;
    private int decidedTo;
    private int overlapFrom;
    private int overlapTo;
    private LabelText[] labels = new LabelText[16];
    private double[] confidences = new double[16];
    private @Nullable Instances[] instances = new Instances[16];
    private int count;
    private String model = "";

    private PlainLine(byte[] line, LabelTexts texts) {
        this.line = line;
        this.texts = texts;
        this.at = new LineCursor(line);
        this.image = new PlainImage(line);
    }

    /** A line, if it is plain. */
    static Optional<PlainLine> of(byte[] line, LabelTexts texts) {
        PlainLine plain = new PlainLine(line, texts);
        return line.length <= MOST_BYTES
                        && plain.image.read(plain.at)
                        && plain.readDecision()
                        && plain.readLabels()
                        && plain.readEnd()
                ? Optional.of(plain)
                : Optional.empty();
    }

    private boolean readDecision() {
        decidedFrom = at.at();
        boolean isPlain = at.pass(VERDICT)
                && (at.pass(KEEP) || at.pass(FLAG))
                && at.pass(REASONS)
                && at.passTexts(true)
                && (!at.pass(SCORE) || (at.passNumber() && readContrast()))
                && at.pass(',');
        decidedTo = at.at();
        if (!isPlain || !at.pass(OVERLAP)) {
            return false;
        }
        overlapFrom = at.at();
        boolean isRead = at.passTexts(true);
        overlapTo = at.at() - 1;
        return isRead;
    }

    private boolean readContrast() {
        return (!at.pass(SUGGEST) || at.passText()) && (!at.pass(BECAUSE) || readBecause());
    }

    private boolean readBecause() {
        do {
            boolean isPlain = at.pass(LABEL)
                    && at.passText()
                    && at.pass(HERE)
                    && at.passNumber()
                    && (!at.pass(THERE) || at.passNumber())
                    && at.pass('}');
            if (!isPlain) {
                return false;
            }
        } while (at.pass(','));
        return at.pass(']');
    }

    private boolean readLabels() {
        if (!at.pass(LABELS)) {
            return false;
        }
        if (at.pass(']')) {
            return true;
        }
        do {
            if (count == MOST_LABELS || !readLabel()) {
                return false;
            }
        } while (at.pass(','));
        return at.pass(']');
    }

    private boolean readLabel() {
        if (!at.pass(NAME)) {
            return false;
        }
        int from = at.at();
        if (!at.passAnyText()) {
            return false;
        }
        int to = at.at() - 1;
        double confidence = at.pass(CONFIDENCE) ? at.real() : Double.NaN;
        double most = count == 0 ? 100 : confidences[count - 1];
        // Written so that NaN fails too.
        if (!(confidence >= 0 && confidence <= most)) {
            return false;
        }
        @Nullable LabelText text = texts.find(line, from, to, at);
        if (text == null) {
            return false;
        }
        if (count == labels.length) {
            labels = Arrays.copyOf(labels, 2 * count);
            confidences = Arrays.copyOf(confidences, 2 * count);
            instances = Arrays.copyOf(instances, 2 * count);
        }
        labels[count] = text;
        confidences[count] = confidence;
        if (!at.pass('}') && !readInstances()) {
            return false;
        }
        count++;
        return true;
    }

    private boolean readInstances() {
        long boxes = at.pass(INSTANCES) ? at.whole(COUNT_DIGITS) : 0;
        if (boxes < 1 || !at.pass(LARGEST)) {
            return false;
        }
        double largest = at.real();
        if (!(largest >= 0 && largest <= 1 && at.pass('}'))) {
            return false;
        }
        instances[count] = new Instances((int) boxes, largest);
        return true;
    }

    private boolean readEnd() {
        if (!at.pass(MODEL)) {
            return false;
        }
        int from = at.at();
        if (!at.passText() || at.at() - 1 - from > Detection.LONGEST_MODEL) {
            return false;
        }
        model = text(from, at.at() - 1);
        return at.pass('}') && at.isAtEnd();
    }

    public String key() {
        return image.key();
    }

    /** The size of the image, in bytes. */
    public long size() {
        return image.size();
    }

    /** The image, as it was listed. */
    public ImageEntry image() {
        return image.entry();
    }

    private String text(int from, int to) {
        return new String(line, from, to - from, StandardCharsets.US_ASCII);
    }

    /** Where the decided fields stand. */
    public DecidedFields decided() {
        return new DecidedFields(decidedFrom, decidedTo);
    }

    /** How many labels it has. */
    public int count() {
        return count;
    }

    /** One of its labels, from 0, best first. */
    public LabelText label(int which) {
        return labels[which];
    }

    /** The confidence of one of its labels, in percent. */
    public double confidence(int which) {
        return confidences[which];
    }

    /**
     * All that was answered.
     *
     * @param asked what the calls of the report asked for
     */
    Detection detection(Asked asked) {
        List<Label> all = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Label label = labels[i].label();
            all.add(new Label(
                    label.name(), confidences[i], label.parents(), label.aliases(), Optional.ofNullable(instances[i])));
        }
        return new Detection(all, model, asked);
    }

    /** The label model; empty if it is not told. */
    public String model() {
        return model;
    }

    /** Whether the names of these labels are what it says that the image shares with the reference, in this order. */
    public boolean hasOverlap(List<LabelText> shared) {
        int place = overlapFrom;
        for (LabelText label : shared) {
            byte[] name = label.name();
            int from = place + (place == overlapFrom ? 1 : 2);
            int to = from + name.length;
            if (to >= overlapTo || line[to] != '"' || !label.isNamed(line, from, to)) {
                return false;
            }
            place = to + 1;
        }
        return place == overlapTo;
    }
}
