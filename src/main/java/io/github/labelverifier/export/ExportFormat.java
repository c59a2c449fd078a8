package io.github.labelverifier.export;

import java.io.IOException;
import java.io.OutputStream;

/** The formats of lists for training tools, as they are called on the command line. */
public enum ExportFormat {
    /** Amazon SageMaker, Ground Truth and Rekognition Custom Labels: an augmented manifest. */
    manifest(ManifestExport::new),
    /** Hugging Face datasets: the {@code metadata.jsonl} of an image folder. */
    hf(ImageFolderExport::new),
    /** FiftyOne: the {@code labels.json} of an image classification dataset. */
    fiftyone(FiftyOneExport::new);

    private final Maker maker;

    ExportFormat(Maker maker) {
        this.maker = maker;
    }

    /**
     * Begins a list.
     *
     * @throws IllegalArgumentException if the tool cannot read images from where these are
     */
    public ImageExport open(OutputStream out, ExportedClasses classes) throws IOException {
        return maker.open(out, classes);
    }

    private interface Maker {
        ImageExport open(OutputStream out, ExportedClasses classes) throws IOException;
    }
}
