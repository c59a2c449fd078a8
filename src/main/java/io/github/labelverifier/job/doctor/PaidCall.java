package io.github.labelverifier.job.doctor;

import io.github.labelverifier.escape.PlainText;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.label.Asked;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.DetectionException;
import io.github.labelverifier.label.DetectionException.Kind;
import io.github.labelverifier.store.ImageStore;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.ui.text.Text;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;

/** One call to Rekognition, made only if the person at the terminal says yes to its price. */
final class PaidCall {
    static final String SUBJECT = "Rekognition";

    private static final Set<String> YES = Set.of("y", "yes");

    private final Console console;
    private final CheckList list;

    PaidCall(Console console, CheckList list) {
        this.console = console;
        this.list = list;
    }

    void offer(ImageStore store, ImageEntry image) throws IOException {
        if (!console.terminal().isInput()) {
            list.note(SUBJECT, "not called: a call is paid for, and without a terminal nobody can be asked");
            return;
        }
        String answer = console.ask(
                "One paid call to Rekognition for " + PlainText.escape(image.key()) + ", about $0.001? [y/N] ");
        if (YES.contains(answer.toLowerCase(Locale.ROOT))) {
            call(store, image);
        } else {
            list.note(SUBJECT, "not called, as you wish");
        }
    }

    private void call(ImageStore store, ImageEntry image) throws IOException {
        try {
            Detection detection = store.detector(new Asked(Asked.DEFAULT_CONFIDENCE, Asked.DEFAULT_LABELS))
                    .detect(image);
            list.ok(SUBJECT, "answered with " + Text.count(detection.labels().size(), "label"));
        } catch (DetectionException e) {
            if (e.kind() == Kind.UNCHECKABLE) {
                list.note(SUBJECT, "answered, but takes no such image: " + e.getMessage());
            } else {
                list.fault(SUBJECT, e.getMessage());
            }
        }
    }
}
