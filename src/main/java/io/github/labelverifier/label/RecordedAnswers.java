package io.github.labelverifier.label;

import io.github.labelverifier.image.ImageEntry;
import java.io.IOException;
import java.util.Optional;

/** Answers that were paid for before. Used from one thread. */
public interface RecordedAnswers {
    /** Nothing was recorded. */
    RecordedAnswers NONE = image -> Optional.empty();

    /**
     * The recorded answer for an image, if it was recorded for the same content and may stand for a new one.
     *
     * @throws IOException if the recording cannot be read
     */
    Optional<Detection> find(ImageEntry image) throws IOException;

    /**
     * Why an image was refused before for its content, which a call would only repeat; asked where there is no answer.
     *
     * @throws IOException if the recording cannot be read
     */
    default Optional<Refusal> refusal(ImageEntry image) throws IOException {
        return Optional.empty();
    }
}
