package io.github.labelverifier.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.testing.FakeSts;
import io.github.labelverifier.testing.Program;
import io.github.labelverifier.testing.TerminalRun;
import io.github.labelverifier.testing.TestAws;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The built program looks at its own set-up. */
@EndToEnd
class DoctorIT {
    private static final String QUESTION = "about $0.001? [y/N]";

    @RegisterExtension
    final DeerPhotos photos = new DeerPhotos();

    @TempDir
    Path home = Path.of("");

    @Test
    void aSetUpThatIsInOrderIsSaidToBeInAPipeAndNothingIsPaid() throws Exception {
        photos.withDeer();

        Program.Result result =
                photos.run(photos.program("doctor", "s3://photos/deer").home(home));

        result.expectExit(0);
        assertThat(result.stderr()).isEmpty();
        assertThat(result.stdout())
                .contains("ok  credentials      " + FakeSts.ARN + "\n", "ok  reading          deer/1.jpg (")
                .contains("-   Rekognition      not called: ")
                .doesNotContain(TestAws.SECRET_ACCESS_KEY, "\u001b");
        assertThat(photos.paid()).isZero();
    }

    @Test
    void aPersonIsAskedBeforeTheOneCallThatIsPaidAndSeesLinesThatFit() throws Exception {
        photos.withDeer();
        Program doctor = photos.program("doctor", "s3://photos/deer").home(home);

        try (TerminalRun run = doctor.onTerminal().size(76, 50).start()) {
            run.awaitScreen(QUESTION);
            assertThat(photos.paid()).isZero();
            run.type("y\n");
            photos.await(run).expectExit(0);
            assertThat(run.screen())
                    .contains("ok  terminal         76 columns")
                    .contains("ok  Rekognition      answered with 4 labels");
            assertThat(run.screen().lines().filter(line -> line.startsWith(" ")))
                    .isNotEmpty()
                    .allMatch(line -> line.isBlank() || line.startsWith(" ".repeat(21)));
        }
        assertThat(photos.paid()).isEqualTo(1);
    }

    @Test
    void whatMustBeMendedEndsItWithOne() throws Exception {
        Program doctor = Program.of("doctor")
                .home(home)
                .withoutCredentials()
                .env("AWS_EC2_METADATA_DISABLED", "true")
                .endpoint(URI.create("http://127.0.0.1:1"));

        Program.Result result = photos.run(doctor);

        result.expectExit(1);
        assertThat(result.stdout()).contains("!   credentials      there are no AWS credentials");
        assertThat(result.stderr()).isEmpty();
    }
}
