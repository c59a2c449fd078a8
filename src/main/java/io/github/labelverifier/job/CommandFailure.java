package io.github.labelverifier.job;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A command cannot go on. The message is for people: what failed, on which image or option, and what to do. */
public final class CommandFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;

    public CommandFailure(ExitCode exitCode, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    public CommandFailure(ExitCode exitCode, String message) {
        this(exitCode, message, null);
    }

    /** A wrong option or argument. */
    public static CommandFailure usage(String message) {
        return new CommandFailure(ExitCode.USAGE, message);
    }

    public ExitCode exitCode() {
        return exitCode;
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
