package io.github.labelverifier.removal;

import io.github.labelverifier.image.ImageRemover;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.image.RemovalAction;
import io.github.labelverifier.verdict.Finding;
import java.io.IOException;
import java.util.List;

/** How the images of a plan are removed: most often all in the same way. */
public interface RemovalWays extends Removers {

    /** All that is done to images of the plan, each as it is begun with; at least one. */
    List<RemovalAction> actions();

    /** What is done to an image of the plan: one of the actions. */
    RemovalAction actionFor(Finding finding) throws IOException;

    /** The one way in which all are removed. */
    static RemovalWays of(ImageRemover remover) {
        return new RemovalWays() {
            @Override
            public List<RemovalAction> actions() {
                return List.of(remover.action());
            }

            @Override
            public RemovalAction actionFor(Finding finding) {
                return remover.action();
            }

            @Override
            public ImageRemover of(RemovalAction action) throws ImageStoreException {
                if (!action.equals(remover.action())) {
                    throw new IllegalArgumentException("action: " + action);
                }
                return remover;
            }
        };
    }
}
