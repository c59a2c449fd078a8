package io.github.labelverifier.removal;

import java.nio.file.Path;
import java.util.Objects;

/** A ledger cannot be used: it is damaged, or it belongs to another report. */
public final class LedgerUnfitException extends Exception {
    private static final long serialVersionUID = 1L;

    LedgerUnfitException(Path ledger, String why) {
        super(ledger + " " + why);
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
