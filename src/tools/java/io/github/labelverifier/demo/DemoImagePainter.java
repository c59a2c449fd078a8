package io.github.labelverifier.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Draws the sample images of {@code label-verifier demo}, and writes their index and the recorded report of their
 * labels. After a change to a drawing or a label, from the root of the project:
 *
 * <pre>
 * ./mvnw -q test-compile
 * java -cp target/test-classes io.github.labelverifier.demo.DemoImagePainter
 * </pre>
 *
 * <p>It needs nothing but Java, no display and no fonts. The pictures are the same every time on one version of Java;
 * another may set some edge pixels and the compressed bytes differently, and the recording follows.
 */
public final class DemoImagePainter {
    /** Where the demo looks for them. */
    static final Path RESOURCES = Path.of("src/main/resources/io/github/labelverifier/cli/demo");

    /** The folder of the images below {@link #RESOURCES}. */
    static final String FOLDER = "deer/";

    private DemoImagePainter() {}

    /** Writes into the folder that is given, or into the project's resources. */
    public static void main(String[] args) throws IOException {
        System.setProperty("java.awt.headless", "true");
        Path target = args.length > 0 ? Path.of(args[0]) : RESOURCES;
        Map<String, byte[]> contents = new TreeMap<>();
        for (SampleImage image : SampleImage.listed()) {
            byte[] content = image.encode();
            Path file = target.resolve(FOLDER + image.key());
            Files.createDirectories(file.getParent());
            Files.write(file, content);
            contents.put(image.key(), content);
        }
        Files.writeString(target.resolve("index.txt"), index());
        Files.writeString(target.resolve("recording.jsonl"), DemoRecording.of(contents));
    }

    /** One resource name a line, in the order of a listing: a folder on the class path cannot be listed. */
    static String index() {
        return SampleImage.listed().stream()
                .map(image -> FOLDER + image.key() + "\n")
                .collect(Collectors.joining());
    }
}
