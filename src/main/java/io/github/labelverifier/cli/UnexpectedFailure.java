package io.github.labelverifier.cli;

import io.github.labelverifier.escape.Redaction;
import io.github.labelverifier.ui.text.IoProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;

/** Puts a failure into a sentence that no command has words of its own for. */
final class UnexpectedFailure {
    private UnexpectedFailure() {}

    static String inWords(Throwable failure) {
        if (failure instanceof UncheckedIOException e && e.getCause() != null) {
            return inWords(e.getCause());
        }
        if (failure instanceof FileSystemException e && e.getFile() != null) {
            return e.getFile() + ": " + IoProblem.of(e);
        }
        if (failure instanceof OutOfMemoryError) {
            return "the memory does not suffice: give it more, as LABEL_VERIFIER_OPTS=-Xmx1g does, or less to do at a time"
                    + " (--concurrency)";
        }
        if (failure instanceof StackOverflowError) {
            return "something that was read is nested more deeply than it can be understood";
        }
        if (failure instanceof LinkageError) {
            return "the installation is damaged (" + named(failure) + "): install it anew";
        }
        return failure instanceof IOException && failure.getMessage() != null
                ? Redaction.ofCredentials(failure.getMessage())
                : "something failed that should not (" + named(failure) + "); -v shows where";
    }

    private static String named(Throwable failure) {
        String name = failure.getClass().getSimpleName();
        return failure.getMessage() == null ? name : name + ": " + Redaction.ofCredentials(failure.getMessage());
    }
}
