package io.github.labelverifier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.testing.FakeAws;
import io.github.labelverifier.testing.StubLabel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A person at a terminal is asked before a run pays more than they may expect. */
class AskAboveTest {
    private static final String QUESTION = "Go on? [y/N] ";

    @TempDir
    Path folder;

    private final FakeAws aws = FakeAws.start();

    @BeforeEach
    void store() {
        aws.s3().createBucket("photos");
        for (int i = 1; i <= 8; i++) {
            aws.s3().put("photos", "deer/" + i + ".jpg", "JPEG " + i);
        }
        aws.s3().put("photos", "deer/twin.jpg", "JPEG 1");
        aws.s3().put("photos", "deer/notes.txt", "text");
        aws.rekognition().answerOthers(StubLabel.of("Deer", 99));
    }

    @AfterEach
    void close() {
        aws.close();
    }

    private String[] verify(String location, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "verify",
                location,
                "--reference-label",
                "Deer",
                "--dry-run",
                "--endpoint-url",
                aws.endpoint().toString(),
                "--path-style",
                "--report",
                folder.resolve("report.jsonl").toString()));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    @Test
    void numberAndSumAreAskedForBeforeAnythingIsPaid() {
        ProgramInProcess.Result result =
                new ProgramInProcess().answering("n").run(verify("s3://photos/deer", "--price-per-image", "1"));

        assertThat(result.err())
                .contains("This run makes 8 calls for 10 images, which costs about $8.00. " + QUESTION)
                .contains("Nothing was paid.");
        assertThat(result.code()).isEqualTo(4);
        assertThat(aws.rekognition().requests()).isZero();
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"y", "Y", " yes "})
    void yesMeansYesAndTheListingIsNotMadeAnewForIt(String answer) {
        ProgramInProcess.Result result =
                new ProgramInProcess().answering(answer).run(verify("s3://photos/deer", "--price-per-image", "1"));

        assertThat(result.code()).isZero();
        assertThat(aws.rekognition().requests()).isEqualTo(8);
        assertThat(aws.s3().exchanges("ListObjectsV2"))
                .as("one before the calls, and one after them from the first image on")
                .extracting(listing -> listing.query().getOrDefault("start-after", ""))
                .containsExactly("", "deer/1.jp");
        assertThat(result.err()).contains("10 images: 9 kept");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "8", "no", "yess", "q"})
    void anythingElseMeansNo(String answer) {
        ProgramInProcess asked = new ProgramInProcess().answering(answer);

        assertThat(asked.run(verify("s3://photos/deer", "--price-per-image", "1"))
                        .code())
                .isEqualTo(4);
        assertThat(aws.rekognition().requests()).isZero();
    }

    @Test
    void theEndOfInputMeansNo() {
        ProgramInProcess.Result result =
                new ProgramInProcess().answering().run(verify("s3://photos/deer", "--price-per-image", "1"));

        assertThat(result.code()).isEqualTo(4);
        assertThat(aws.rekognition().requests()).isZero();
    }

    @Test
    void itIsAskedWhateverMayBeRemovedWithoutAsking() {
        String[] arguments = verify("s3://photos/deer", "--price-per-image", "1");
        arguments[List.of(arguments).indexOf("--dry-run")] = "--yes";

        assertThat(new ProgramInProcess().answering("n").run(arguments).code()).isEqualTo(4);
        assertThat(aws.rekognition().requests()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--price-per-image 0.6",
                "--price-per-image 1 --ask-above 8",
                "--price-per-image 1 --max-calls 5",
                "--limit 5"
            })
    void nobodyIsAskedForLess(String options) {
        ProgramInProcess.Result result =
                new ProgramInProcess().answering().run(verify("s3://photos/deer", options.split(" ")));

        assertThat(result.err()).doesNotContain(QUESTION);
        assertThat(aws.rekognition().requests()).isPositive();
    }

    @Test
    void aScriptIsNotAsked() {
        ProgramInProcess.Result result =
                new ProgramInProcess().run(verify("s3://photos/deer", "--price-per-image", "1"));

        assertThat(result.code()).isZero();
        assertThat(result.err()).doesNotContain(QUESTION);
        assertThat(aws.rekognition().requests()).isEqualTo(8);
    }

    @Test
    void theBoundOfTheCallsIsWhatItCosts() {
        ProgramInProcess.Result result = new ProgramInProcess()
                .answering("n")
                .run(verify("s3://photos/deer", "--price-per-image", "1", "--max-calls", "7"));

        assertThat(result.err()).contains("This run makes at most 7 calls for 10 images, which costs about $7.00. ");
    }

    @Test
    void whatIsReusedCostsNothing() throws Exception {
        new ProgramInProcess().run(verify("s3://photos/deer", "--max-calls", "6"));
        Path first = Files.move(folder.resolve("report.jsonl"), folder.resolve("first.jsonl"));

        ProgramInProcess.Result result = new ProgramInProcess()
                .answering()
                .run(verify("s3://photos/deer", "--price-per-image", "1", "--reuse", first.toString()));

        assertThat(result.code()).isZero();
        assertThat(result.err()).doesNotContain(QUESTION);
        assertThat(aws.rekognition().requests()).isEqualTo(8);
    }

    @Test
    void aFolderIsAskedForToo() throws Exception {
        Path pictures = Files.createDirectory(folder.resolve("pictures"));
        for (int i = 0; i < 6; i++) {
            Files.write(pictures.resolve(i + ".jpg"), new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) i});
        }

        ProgramInProcess.Result asked =
                new ProgramInProcess().answering("n").run(verify(pictures.toString(), "--price-per-image", "1"));
        ProgramInProcess.Result few =
                new ProgramInProcess().answering().run(verify(pictures.toString(), "--price-per-image", "0.5"));

        assertThat(asked.err()).contains("This run makes 6 calls for 6 images, which costs about $6.00. ");
        assertThat(asked.code()).isEqualTo(4);
        assertThat(few.err()).doesNotContain(QUESTION);
        assertThat(few.code()).isZero();
    }

    @Test
    void aDatasetIsAskedForToo() throws Exception {
        aws.s3().put("photos", "animals/deer/1.jpg", "JPEG a");
        aws.s3().put("photos", "animals/deer/2.jpg", "JPEG b");
        aws.s3().put("photos", "animals/fox/1.jpg", "JPEG c");
        Path exemplars =
                Files.writeString(folder.resolve("exemplars.csv"), "deer,animals/deer/1.jpg\nfox,animals/fox/1.jpg\n");
        String[] arguments = {
            "dataset",
            "s3://photos/animals",
            "--exemplars",
            exemplars.toString(),
            "--out-dir",
            folder.resolve("reports").toString(),
            "--dry-run",
            "--endpoint-url",
            aws.endpoint().toString(),
            "--path-style",
            "--price-per-image",
            "2"
        };

        ProgramInProcess.Result no = new ProgramInProcess().answering("n").run(arguments);

        assertThat(no.err()).contains("This run makes 3 calls for 3 images, which costs about $6.00. " + QUESTION);
        assertThat(no.code()).isEqualTo(4);
        assertThat(aws.rekognition().requests()).isZero();
        assertThat(new ProgramInProcess().answering("y").run(arguments).code()).isZero();
    }

    @Test
    void aSumBelowNothingIsAMistake() {
        ProgramInProcess.Result result = new ProgramInProcess().run(verify("s3://photos/deer", "--ask-above", "-1"));

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("--ask-above");
    }
}
