package io.github.labelverifier.e2e;

import io.github.labelverifier.testing.FakeAws;
import io.github.labelverifier.testing.Program;
import io.github.labelverifier.testing.StubLabel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A bucket {@code photos} with the folders {@code zoo/cat/}, {@code zoo/dog/}, {@code zoo/horse/} and so on, twelve images
 * each. Image 12 of dogs shows a cat; so it shares Animal and Mammal with the dogs.
 */
final class Zoo implements AutoCloseable {
    static final List<String> CLASSES = List.of("bird", "cat", "cow", "dog", "horse", "sheep", "zebra");
    static final int IMAGES = 12;
    static final String WRONG = "zoo/dog/12.jpg";

    private final FakeAws aws = FakeAws.start();

    Zoo() {
        aws.s3().createBucket("photos");
        for (String name : CLASSES) {
            for (int i = 1; i <= IMAGES; i++) {
                add(key(name, i), name + i, name);
            }
        }
        add(WRONG, "a cat among dogs", "cat");
    }

    /** Puts an image there that shows an animal. */
    void add(String key, String content, String animal, StubLabel... more) {
        aws.s3().put("photos", key, content);
        String label = animal.substring(0, 1).toUpperCase(Locale.ROOT) + animal.substring(1);
        List<StubLabel> labels = new ArrayList<>(List.of(
                StubLabel.of(label, 98, "Animal", "Mammal"),
                StubLabel.of(label + " Breed", 96, label, "Animal", "Mammal"),
                StubLabel.of("Animal", 97),
                StubLabel.of("Mammal", 95, "Animal")));
        labels.addAll(List.of(more));
        aws.rekognition().answer(key, labels.toArray(StubLabel[]::new));
    }

    static String key(String name, int image) {
        return String.format(Locale.ROOT, "zoo/%s/%02d.jpg", name, image);
    }

    FakeAws aws() {
        return aws;
    }

    Program program(String... arguments) {
        return Program.of(arguments).endpoint(aws.endpoint());
    }

    /** A list of exemplars, one a class. */
    static Path exemplars(Path file) throws IOException {
        return Files.writeString(
                file,
                CLASSES.stream()
                        .map(name -> name + "," + key(name, 1) + "\n")
                        .collect(Collectors.joining("", "class,key\n", "")));
    }

    /** Checks all classes by the overlap rule, and gives their finished reports in the order of the classes. */
    List<Path> reports(Path folder) throws IOException, InterruptedException {
        program("dataset", "s3://photos/zoo", "--rule", "overlap", "--dry-run", "-q", "--format", "none")
                .with("--exemplars", exemplars(folder.resolve("exemplars.csv")).toString())
                .with("--out-dir", folder.toString())
                .run()
                .expectExit(0);
        return new ArrayList<>(
                CLASSES.stream().map(name -> folder.resolve(name + ".jsonl")).toList());
    }

    @Override
    public void close() {
        aws.close();
    }
}
