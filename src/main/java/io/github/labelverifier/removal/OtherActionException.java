package io.github.labelverifier.removal;

import io.github.labelverifier.image.RemovalAction;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** An earlier run was stopped while it removed some images in another way, so that it is not known what became of them. */
public final class OtherActionException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Optional<String> destination;

    OtherActionException(Path ledger, RemovalAction begun) {
        super(ledger + ": an earlier run was stopped before it recorded what became of some images");
        destination = begun.destination();
    }

    /** Where that run moved them to; empty if it deleted them. */
    public Optional<String> destination() {
        return destination;
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
