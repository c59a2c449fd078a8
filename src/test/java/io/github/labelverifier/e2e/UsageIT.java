package io.github.labelverifier.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.testing.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Wrong command lines: exit code 2 and one or two lines, before any request. */
@EndToEnd
class UsageIT {
    private static final String DEER = "verify s3://photos/deer -e deer/1.jpg --dry-run ";

    @RegisterExtension
    final DeerPhotos photos = new DeerPhotos();

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = {"verify s3://photos/deer --dry-run", DEER + "--min-confidance 80", DEER + "--format xml"})
    void aWrongCommandLineIsToldBeforeAnything(String line) throws Exception {
        photos.withDeer();

        Program.Result result = photos.run(photos.program(line.split(" ")).in(folder));

        result.expectExit(2).expectStdout("").expectStderr("error: ").expectBriefError();
        assertThat(photos.requests()).isZero();
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "3\n", "y\ny\ny\n"})
    void whereNobodyCanBeAskedNothingIsAskedOfAwsEither(String input) throws Exception {
        photos.withDeer();
        Program verify = photos.verify("s3://photos/deer", "-e", "deer/1.jpg");
        for (Program program : List.of(verify.stdin(input), verify.stdinClosed())) {
            Program.Result result = photos.run(program.env("YES", "1").env("CI", "true"));
            result.expectExit(2)
                    .expectStdout("")
                    .expectStderr("error: standard input is no terminal", "--dry-run", "--yes")
                    .expectBriefError();
        }
        assertThat(photos.requests()).isZero();
    }

    @Test
    void noVariableAndNoFileStandsForYes() throws Exception {
        photos.withDeer();
        Path config = Files.createDirectories(folder.resolve("label-verifier")).resolve("config");
        Files.writeString(config, "yes = true\n");
        Program verify = photos.verify("s3://photos/deer", "-e", "deer/1.jpg");

        photos.run(verify.env("XDG_CONFIG_HOME", folder.toString()))
                .expectExit(2)
                .expectStderr("error: " + config + " line 1: yes cannot be set here")
                .expectBriefError();
        photos.run(verify.env("LABEL_VERIFIER_YES", "1").without("XDG_CONFIG_HOME"))
                .expectExit(2)
                .expectStderr("error: the variable LABEL_VERIFIER_YES cannot set anything")
                .expectBriefError();
        assertThat(photos.requests()).isZero();
    }

    @Test
    void listsOfKeysThatCannotBeReadAreToldBeforeAnything() throws Exception {
        photos.withDeer();
        Files.write(folder.resolve("latin1"), new byte[] {'d', 'e', 'e', 'r', '/', (byte) 0xe9, '\n'});

        photos.run(photos.dryRun("--exemplars-from", "no-such-file"))
                .expectExit(1)
                .expectStderr("error: --exemplars-from: cannot read no-such-file")
                .expectBriefError();
        photos.run(photos.dryRun("--exemplars-from", "latin1").in(folder))
                .expectExit(1)
                .expectStderr("error: --exemplars-from: latin1 line 1 is not UTF-8")
                .expectBriefError();
        assertThat(photos.requests()).isZero();

        photos.run(photos.dryRun("--keys-from", "no-such-file"))
                .expectExit(1)
                .expectStderr("error: --keys-from: cannot read no-such-file")
                .expectBriefError();
        photos.run(photos.dryRun("--keys-from", "/dev/zero"))
                .expectExit(1)
                .expectStderr("error: --keys-from: /dev/zero is no list of keys")
                .expectBriefError();
        photos.run(photos.dryRun("--keys-from", "-").stdin("\n\n"))
                .expectExit(1)
                .expectStderr("error: nothing was found", "--keys-from names no key")
                .expectBriefError();
        assertThat(photos.paid()).isZero();
    }

    @Test
    void reportsThatCannotBeWrittenOrReusedAreToldBeforeMoneyIsSpent() throws Exception {
        photos.withDeer();
        Files.writeString(folder.resolve("file"), "not a report\n");
        Program.Result other = photos.run(photos.verify("s3://photos/deer-old", "-e", "deer/1.jpg", "--dry-run")
                .in(folder));
        other.expectExit(0);
        long paid = photos.paid();
        Program verify = photos.program("verify", "s3://photos/deer", "-e", "deer/1.jpg", "--dry-run")
                .in(folder);

        for (String report : List.of("no/such/folder/r.jsonl", "file/r.jsonl", "x".repeat(300))) {
            Program.Result result = photos.run(
                    photos.program("verify", "s3://photos/deer", "-e", "deer/1.jpg", "--dry-run", "--report", report)
                            .in(folder));
            result.expectExit(1)
                    .expectStdout("")
                    .expectStderr("error: ", report)
                    .expectBriefError();
        }
        photos.run(verify.with("--report", "new.jsonl", "--reuse", "missing.jsonl"))
                .expectExit(1)
                .expectStderr("error: --reuse: cannot read missing.jsonl")
                .expectBriefError();
        photos.run(photos.dryRun("--reuse", folder.resolve("file").toString()))
                .expectExit(5)
                .expectStderr("error: --reuse: ", "file")
                .expectBriefError();
        photos.run(photos.dryRun("--reuse", DeerPhotos.REPORT, "--overwrite").in(folder))
                .expectExit(2)
                .expectStderr("error: --report report.jsonl is a report that this command uses")
                .expectBriefError();
        assertThat(photos.paid()).isEqualTo(paid);
        assertThat(folder).isDirectoryNotContaining("glob:**new.jsonl");
    }
}
