package io.github.labelverifier.removal;

import io.github.labelverifier.image.FolderLocation;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.image.RemovalAction;
import io.github.labelverifier.verdict.Counts;

/**
 * The checks that a plan must pass before anything is removed by it.
 *
 * @param maxFlagged in percent of the checked images: above it nothing is removed
 * @param folders finds out whether a folder is there
 */
public record RemovalGuard(double maxFlagged, Folders folders) {

    /** Where folders are. */
    @FunctionalInterface
    public interface Folders {

        /**
         * Finds out whether a folder is there.
         *
         * @param withContent whether it must hold anything, as one does where images stay
         * @throws ImageStoreException if it is not
         */
        void requireThere(FolderLocation folder, boolean withContent) throws ImageStoreException;
    }

    /** Whether more than a share of the checked images would go. */
    public boolean isAboveLimit(RemovalPlan plan) {
        return plan.percentOfChecked() > maxFlagged;
    }

    /** Nothing is removed if more than a share of the checked images would go. */
    public void requireWithinLimit(RemovalPlan plan) throws AboveLimitException {
        if (isAboveLimit(plan)) {
            throw new AboveLimitException(plan.percentOfChecked(), maxFlagged);
        }
    }

    /**
     * Nothing is removed, and no ledger is begun, where the place of the images is away: all would seem to be gone. Of a bucket
     * that shows when it is opened.
     */
    public void requireThere(RemovalPlan plan) throws ImageStoreException {
        if (plan.location() instanceof FolderLocation folder) {
            Counts counts = plan.summary().counts();
            folders.requireThere(folder, counts.images() > counts.flag());
        }
    }

    /** What an earlier run left open is first brought to its end in the way that it was begun. */
    static void requireSameAction(Ledger ledger, RemovalWays ways) throws OtherActionException {
        for (RemovalAction begun : ledger.pendingActions()) {
            // Where an image goes that gets a number is a matter of each image, and may be decided anew.
            if (!begun.isNumbered() && !ways.actions().contains(begun)) {
                throw new OtherActionException(ledger.path(), begun);
            }
        }
    }
}
