package io.github.labelverifier.label;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.PictureFacts;
import java.io.IOException;
import java.util.Optional;

/** Answers that were paid for before. Used from one thread. */
public interface RecordedAnswers {
    /** Nothing was recorded. */
    RecordedAnswers NONE = image -> Optional.empty();

    /**
     * The recorded answer for this very image, unchanged since, if it may stand for a new one.
     *
     * @throws IOException if the recording cannot be read
     */
    Optional<Detection> find(ImageEntry image) throws IOException;

    /**
     * The recorded answer for another image of the same content, if it may stand for a new one. Unless it says that it is
     * proven, whether that other image still had this content when it was asked for is for the caller to find out.
     *
     * @throws IOException if the recording cannot be read
     */
    default Optional<Recorded> twinOf(ImageEntry image) throws IOException {
        return Optional.empty();
    }

    /**
     * Why an image was refused before for its content, which a call would only repeat; asked where there is no answer.
     *
     * @throws IOException if the recording cannot be read
     */
    default Optional<Refusal> refusal(ImageEntry image) throws IOException {
        return Optional.empty();
    }

    /**
     * What was seen in the picture of this content before, whatever its labels are worth now.
     *
     * @throws IOException if the recording cannot be read
     */
    default Optional<PictureFacts> picture(ImageEntry image) throws IOException {
        return Optional.empty();
    }

    /** Is told of answers that are taken. */
    interface Listener {
        /** This answer stands for a new one for this image. */
        void taken(ImageEntry image, Detection answer) throws IOException;
    }

    /** The same answers; the listener is told of each that is found. */
    default RecordedAnswers telling(Listener listener) {
        RecordedAnswers all = this;
        return new RecordedAnswers() {
            @Override
            public Optional<Detection> find(ImageEntry image) throws IOException {
                Optional<Detection> answer = all.find(image);
                if (answer.isPresent()) {
                    listener.taken(image, answer.get());
                }
                return answer;
            }

            @Override
            public Optional<Recorded> twinOf(ImageEntry image) throws IOException {
                Optional<Recorded> twin = all.twinOf(image);
                if (twin.isPresent()) {
                    listener.taken(image, twin.get().detection());
                }
                return twin;
            }

            @Override
            public Optional<Refusal> refusal(ImageEntry image) throws IOException {
                return all.refusal(image);
            }

            @Override
            public Optional<PictureFacts> picture(ImageEntry image) throws IOException {
                return all.picture(image);
            }
        };
    }
}
