package io.github.labelverifier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.image.AwsSettings;
import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.job.ExitCode;
import io.github.labelverifier.store.RemovableStore;
import io.github.labelverifier.store.Stores;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever ends a command, it ends in a sentence and with the code of a failure. */
class UnexpectedFailureTest {

    /** A store that fails as soon as it is opened. */
    private static final class Failing extends Stores {
        private final Throwable failure;

        Failing(Throwable failure) {
            super(Map.of());
            this.failure = failure;
        }

        @Override
        public RemovableStore openRemovable(ImageLocation location, AwsSettings settings, boolean offline) {
            if (failure instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) failure;
        }
    }

    static List<Arguments> failures() {
        return List.of(
                Arguments.of(
                        new StackOverflowError(),
                        "something that was read is nested more deeply than it can be understood"),
                Arguments.of(
                        new OutOfMemoryError("Java heap space"),
                        "the memory does not suffice: give it more, as LABEL_VERIFIER_OPTS=-Xmx1g does, or less to do at"
                                + " a time (--concurrency)"),
                Arguments.of(
                        new NullPointerException(),
                        "something failed that should not (NullPointerException); -v shows where"),
                Arguments.of(
                        new UncheckedIOException(new NoSuchFileException("x.jpg")), "x.jpg: no such file or folder"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void isToldInOneSentenceWithoutATrace(Throwable failure, String sentence) {
        ProgramInProcess.Result result =
                new ProgramInProcess().stores(stores -> new Failing(failure)).run("labels", "s3://photos/1.jpg");

        assertThat(result.code()).isEqualTo(ExitCode.ERROR.code());
        assertThat(result.err()).isEqualTo("error: " + sentence + "\n");
    }

    @Test
    void isTracedForThoseWhoAskWithoutWhatIsSecret() {
        ProgramInProcess.Result result = new ProgramInProcess()
                .stores(stores -> new Failing(
                        new IllegalStateException("https://me:pa55@store.example: SecretAccessKey: \"abc\"")))
                .run("labels", "s3://photos/1.jpg", "-v");

        assertThat(result.err()).contains("    at ").doesNotContain("abc");
    }
}
