package io.github.labelverifier.cli;

import io.github.labelverifier.verdict.Reason;
import java.util.ArrayList;

/** The reasons that a shell offers for {@code --only}. */
final class ReasonNames extends ArrayList<String> {
    private static final long serialVersionUID = 1;

    ReasonNames() {
        super(Reason.names());
    }
}
