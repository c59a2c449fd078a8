package io.github.labelverifier.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LabelTextsTest {
    private static final String CONFIDENCE = "\",\"confidence\":97";
    private static final int TOO_LONG = 1 << 22;

    private final LabelTexts texts = new LabelTexts();

    private Optional<LabelText> find(String name) {
        byte[] line = (name + CONFIDENCE + ",\"parents\":[]}").getBytes(StandardCharsets.UTF_8);
        LineCursor others = new LineCursor(line);
        others.backTo(name.length() + CONFIDENCE.length());
        return Optional.ofNullable(texts.find(line, 0, name.length(), others));
    }

    @Test
    void aLabelThatIsTooLongToBeKeptLeavesTheRoomToOthers() {
        assertThat(find("x".repeat(TOO_LONG))).isEmpty();
        assertThat(find("Deer")).isPresent();
    }
}
