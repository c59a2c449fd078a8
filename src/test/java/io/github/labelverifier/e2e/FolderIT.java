package io.github.labelverifier.e2e;

import static io.github.labelverifier.e2e.DeerPhotos.deer;
import static io.github.labelverifier.e2e.DeerPhotos.ledgerOf;
import static io.github.labelverifier.e2e.DeerPhotos.reportOf;
import static io.github.labelverifier.e2e.DeerPhotos.tractor;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.testing.Jpegs;
import io.github.labelverifier.testing.Program;
import io.github.labelverifier.testing.RekognitionServer;
import io.github.labelverifier.testing.StubLabel;
import io.github.labelverifier.testing.TerminalRun;
import io.github.labelverifier.testing.When;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code verify} on a folder: the same job, with the images sent along. */
@EndToEnd
class FolderIT {
    @RegisterExtension
    final DeerPhotos photos = new DeerPhotos();

    @TempDir
    Path parent = Path.of("");

    private Path folder = Path.of("");

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectory(parent.resolve("my deer"));
        photos.withDeerIn(folder);
    }

    private Program verify(String... arguments) {
        return photos.verify(folder.toString(), "-e", "1.jpg").with(arguments);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> !Files.isDirectory(file))
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aDryRunReportsAndTouchesNothing() throws Exception {
        List<String> before = files();

        Program.Result result = photos.run(verify("--dry-run"));

        result.expectExit(0)
                .expectStdout("""
                IMAGE  WHY                  LABELS
                3.jpg  contains Person      Person 97, Deer 95
                4.jpg  nothing in common    Tractor 99, Vehicle 99
                5.jpg  no label reaches 85  Fog 80, Nature 80
                """)
                .expectStderr(
                        "Reference  Animal, Deer, Mammal\n",
                        "7 images: 3 kept, 3 flagged (50%), 1 skipped\n",
                        "6 calls, about $0.006\n");
        Report report = reportOf(result);
        assertThat(report.header())
                .containsEntry("location", folder.toString())
                .containsEntry("exemplars", List.of("1.jpg"))
                .containsEntry("region", "us-east-1")
                .containsEntry("endpoint", photos.endpoint());
        assertThat(report.verdicts())
                .containsExactly(
                        Map.entry("1.jpg", "keep [exemplar]"),
                        Map.entry("2.jpg", "keep []"),
                        Map.entry("3.jpg", "flag [contains:Person]"),
                        Map.entry("4.jpg", "flag [no-overlap]"),
                        Map.entry("5.jpg", "flag [no-labels]"),
                        Map.entry("notes.txt", "skip [not-a-picture]"),
                        Map.entry("sub/6.png", "keep []"));
        byte[] content = Files.readAllBytes(folder.resolve("4.jpg"));
        assertThat(report.image("4.jpg"))
                .containsEntry("size", content.length)
                .containsEntry(
                        "etag",
                        HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256").digest(content)))
                .containsEntry(
                        "lastModified",
                        Files.getLastModifiedTime(folder.resolve("4.jpg"))
                                .toInstant()
                                .toString());
        assertThat(files()).isEqualTo(before);
        assertThat(photos.rekognition().calls()).hasSize(6).allMatch(call -> call.isBytes());
        assertThat(photos.rekognition().keys()).doesNotHaveDuplicates();
        assertThat(photos.s3().exchanges()).isEmpty();
    }

    @Test
    void flaggedImagesAreDeletedAfterTheQuestion() throws Exception {
        try (TerminalRun run = verify().onTerminal().size(120, 40).start()) {
            run.awaitScreen("anything else keeps all:");
            run.type("3\n");
            Program.Result result = photos.await(run);
            result.expectExit(0).expectStderr("This cannot be undone.", "Removal    3 deleted");
            assertThat(files()).containsExactly("1.jpg", "2.jpg", "notes.txt", "sub/6.png");
            assertThat(ledgerOf(result).outcomes())
                    .containsExactly(
                            Map.entry("3.jpg", "deleted"),
                            Map.entry("4.jpg", "deleted"),
                            Map.entry("5.jpg", "deleted"));
        }
    }

    @Test
    void aFileThatChangedSinceIsKept() throws Exception {
        photos.rekognition().atRequest(6, () -> {
            try {
                Files.writeString(folder.resolve("3.jpg"), "JPEG OF 3.jpg");
                Files.delete(folder.resolve("4.jpg"));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });

        Program.Result result = photos.run(verify("--yes", "--concurrency", "1"));

        result.expectExit(3).expectStderr("warning: 3.jpg was kept (changed", "1 deleted", "1 changed", "1 absent");
        assertThat(ledgerOf(result).outcomes())
                .containsExactly(
                        Map.entry("3.jpg", "changed"), Map.entry("4.jpg", "absent"), Map.entry("5.jpg", "deleted"));
        assertThat(folder.resolve("3.jpg")).hasContent("JPEG OF 3.jpg");
    }

    @Test
    void exemplarsArePathsInTheFolderOrFromHere() throws Exception {
        Program.Result result = photos.run(photos.verify(
                        "my deer/",
                        "-e",
                        "my deer/sub/6.png",
                        "-e",
                        folder.resolve("2.jpg").toString(),
                        "-e",
                        "1.jpg",
                        "--dry-run")
                .in(parent));

        result.expectExit(0);
        assertThat(reportOf(result).header())
                .containsEntry("exemplars", List.of("sub/6.png", "2.jpg", "1.jpg"))
                .containsEntry("location", folder.toString());

        Program.Result outside = photos.run(photos.verify(folder.toString(), "-e", "/etc/passwd", "--dry-run"));
        outside.expectExit(2)
                .expectStderr("/etc/passwd", "must be in the folder")
                .expectBriefError();
        Program.Result up = photos.run(photos.verify(folder.toString(), "-e", "../x.jpg", "--dry-run"));
        up.expectBriefError();
        assertThat(up.exitCode()).isIn(1, 2);
    }

    @Test
    void oddNamesGoThroughAllOfItUnchanged() throws Exception {
        List<String> odd = List.of(
                " leading and trailing ",
                "%41%2F+ +.jpg",
                "'quoted' \"twice\" \\n.jpg",
                "*~$HOME`ls`!|<>?#.jpg",
                "-rf.jpg",
                "@arguments.jpg",
                "bell\u0007and\u001b[31mred.jpg",
                "bidi\u202egpj.jpg",
                "decomposed-e\u0301 composed-\u00e9.jpg",
                "emoji-\ud83e\udd8c.jpg",
                "line\nbreak.jpg",
                "sub folder/..hidden.jpg");
        odd.forEach(name -> photos.withFile(folder, name, tractor()));

        Program.Result result = photos.run(verify("--yes", "--max-flagged", "100", "--format", "keys", "-0")
                .locale("C"));

        result.expectExit(0);
        assertThat(result.stdoutEntries()).containsAll(odd).hasSize(odd.size() + 3);
        assertThat(files()).containsExactly("1.jpg", "2.jpg", "notes.txt", "sub/6.png");
        assertThat(ledgerOf(result).outcomes()).containsKeys(odd.toArray(String[]::new));
    }

    @Test
    void linksAreFollowedToFilesButNotOutOfTheFolder() throws Exception {
        Path outside = Files.createDirectory(parent.resolve("outside"));
        photos.withFile(outside, "precious.jpg", tractor());
        photos.withFile(outside, "linked.jpg", tractor());
        Files.createSymbolicLink(folder.resolve("folder-link"), outside);
        Files.createSymbolicLink(folder.resolve("file-link.jpg"), outside.resolve("linked.jpg"));
        Files.createSymbolicLink(folder.resolve("broken-link.jpg"), outside.resolve("nowhere.jpg"));
        assertThat(new ProcessBuilder("mkfifo", folder.resolve("pipe.jpg").toString())
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();

        Program.Result result = photos.run(verify("--yes", "--max-flagged", "100"));

        result.expectExit(0).expectStderr("1 link to a folder is not followed: folder-link;");
        assertThat(outside.resolve("precious.jpg")).exists();
        assertThat(outside.resolve("linked.jpg")).as("only the link goes").exists();
        assertThat(folder.resolve("file-link.jpg")).doesNotExist();
        assertThat(reportOf(result).verdicts())
                .containsEntry("broken-link.jpg", "skip [broken-link]")
                .containsEntry("pipe.jpg", "skip [not-a-file]");
        assertThat(reportOf(result).keys()).noneMatch(key -> key.startsWith("folder-link"));
    }

    @Test
    void largeEmptyAndUnreadableFilesCostNothing() throws Exception {
        Files.createFile(folder.resolve("empty.jpg"));
        try (RandomAccessFile large =
                new RandomAccessFile(folder.resolve("large.jpg").toFile(), "rw")) {
            large.setLength(100_000_001);
        }
        photos.rekognition()
                .checkingFormat()
                .clearFaults()
                .inject(
                        RekognitionServer.error("InternalServerError"),
                        When.matching(subject -> subject.keys().contains(sha256(Jpegs.of("JPEG of 2.jpg")))));
        photos.rekognition().answerBytes(Jpegs.of("JPEG of 1.jpg"), deer());

        Program.Result result = photos.run(photos.verify(
                folder.toString(),
                "--reference-label",
                "Deer",
                "--dry-run",
                "--include",
                "empty*",
                "--include",
                "l*",
                "--include",
                "[12].jpg"));

        result.expectExit(3);
        assertThat(reportOf(result).verdicts())
                .containsExactly(
                        Map.entry("1.jpg", "keep []"),
                        Map.entry("2.jpg", "error [InternalServerError]"),
                        Map.entry("empty.jpg", "skip [empty]"),
                        Map.entry("large.jpg", "skip [too-large]"));
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aRecordedFolderIsCheckedOfflineWithoutCredentials() throws Exception {
        Program.Result recorded = photos.run(verify("--dry-run")).expectExit(0);
        photos.withFile(folder, "new.jpg", StubLabel.of("Deer", 99));
        long paid = photos.paid();

        Program.Result offline = photos.run(verify("--yes", "--offline", "--format", "keys")
                .with("--reuse", recorded.directory().resolve(DeerPhotos.REPORT).toString())
                .without("AWS_REGION", "AWS_ENDPOINT_URL")
                .withoutCredentials());

        offline.expectExit(3)
                .expectStdout("3.jpg\n4.jpg\n5.jpg\n")
                .expectStderr("0 calls", "1 not checked", "Removal    3 deleted");
        assertThat(photos.paid()).isEqualTo(paid);
        assertThat(files()).containsExactly("1.jpg", "2.jpg", "new.jpg", "notes.txt", "sub/6.png");
        assertThat(reportOf(offline).header()).containsEntry("region", null).containsEntry("endpoint", null);
    }

    @Test
    void aFolderThatIsNotThereIsToldBeforeAnything() throws Exception {
        photos.run(photos.verify("no-such-folder", "-e", "1.jpg", "--dry-run"))
                .expectExit(1)
                .expectStderr("error: there is no folder no-such-folder", "s3://")
                .expectBriefError();
        photos.run(photos.verify(folder.resolve("1.jpg").toString(), "-e", "1.jpg", "--dry-run"))
                .expectExit(1)
                .expectStderr("is no folder")
                .expectBriefError();
        photos.run(verify("-e", "missing.jpg", "--dry-run"))
                .expectExit(1)
                .expectStderr("error: there is no exemplar", "missing.jpg")
                .expectBriefError();
        photos.run(verify("--dry-run").without("AWS_REGION", "AWS_ENDPOINT_URL"))
                .expectExit(1)
                .expectStderr("error: no AWS region is set", "--region")
                .expectBriefError();
        Path empty = Files.createDirectory(parent.resolve("empty"));
        photos.run(photos.verify(empty.toString(), "--reference-label", "Deer", "--dry-run"))
                .expectExit(1)
                .expectStderr("error: nothing was found at " + empty)
                .expectBriefError();
        assertThat(photos.requests()).isZero();
    }
}
