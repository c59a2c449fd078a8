package io.github.labelverifier.job.delete;

import io.github.labelverifier.image.FolderLocation;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.removal.RemovalPlan;
import io.github.labelverifier.store.NamesOfFile;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Optional;

/** The images of a plan that are flagged as duplicates, or near ones, alone, and of no file but themselves by another name. */
final class OtherNames {
    private OtherNames() {}

    /** Their numbers in the plan's order, from 0. */
    static BitSet in(RemovalPlan plan) throws IOException {
        BitSet numbers = new BitSet();
        boolean hasSome = plan.overview().reasons().containsKey(Reason.DUPLICATE)
                || plan.overview().reasons().containsKey(Reason.NEAR_DUPLICATE);
        if (!hasSome || !(plan.location() instanceof FolderLocation folder)) {
            return numbers;
        }
        try (RemovalPlan.Entries entries = plan.entries()) {
            int number = 0;
            for (Optional<Finding> next = entries.next(); next.isPresent(); next = entries.next()) {
                Finding finding = next.get();
                numbers.set(
                        number++,
                        finding.reasons().stream()
                                        .anyMatch(reason -> reason.otherImage().isPresent())
                                && finding.reasons().stream()
                                        .noneMatch(reason -> holds(reason, folder, finding.image())));
            }
        }
        return numbers;
    }

    /** Whether a reason is a true one to remove an image. */
    private static boolean holds(Reason reason, FolderLocation folder, ImageEntry image) {
        Optional<String> other = reason.otherImage();
        return other.isEmpty() || areApart(folder, image, other.get());
    }

    private static boolean areApart(FolderLocation folder, ImageEntry image, String first) {
        if (folder.contains(first)) {
            return NamesOfFile.areApart(folder, image.key(), folder, first);
        }
        try {
            // An image of another folder is named by its whole path.
            Path other = Path.of(first);
            return other.getParent() == null
                    || other.getFileName() == null
                    || NamesOfFile.areApart(
                            folder,
                            image.key(),
                            ImageLocation.of(other.getParent().toString()),
                            other.getFileName().toString());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
