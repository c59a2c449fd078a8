package io.github.labelverifier.removal;

import java.nio.file.Path;
import java.util.Objects;

/** Another run is removing or restoring by the same report at this moment. */
public final class LedgerInUseException extends Exception {
    private static final long serialVersionUID = 1L;

    LedgerInUseException(Path ledger) {
        super(ledger + " is in use: another run works on the same report");
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
