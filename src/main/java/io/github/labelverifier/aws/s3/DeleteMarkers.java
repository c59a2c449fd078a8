package io.github.labelverifier.aws.s3;

import io.github.labelverifier.aws.s3.S3Objects.Look;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageRemover.Undo;
import io.github.labelverifier.image.RemovalOutcome;
import io.github.labelverifier.image.RemovalOutcome.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The delete markers that hide what was deleted in a bucket that keeps versions. Amazon's S3 names them in its answer; not
 * every store does, and there they are looked up at once, for nobody can tell later which of them was ours.
 */
final class DeleteMarkers {
    private final S3Objects objects;
    private final Concurrently together;
    private Optional<Undo> versioning = Optional.empty();

    DeleteMarkers(S3Objects objects, Concurrently together) {
        this.objects = objects;
        this.together = together;
    }

    /** What a deletion in the bucket can be undone by, asked for once. */
    synchronized Undo undo() {
        if (versioning.isEmpty()) {
            versioning = Optional.of(BucketVersioning.of(objects.s3(), objects.bucket()));
        }
        return versioning.get();
    }

    /** The same outcomes, each deletion with its marker as far as it can be found out. */
    List<RemovalOutcome> named(List<ImageEntry> images, List<RemovalOutcome> outcomes) {
        List<Integer> unnamed = IntStream.range(0, outcomes.size())
                .filter(i -> outcomes.get(i).result() == Result.DELETED
                        && outcomes.get(i).deleteMarker().isEmpty())
                .boxed()
                .toList();
        if (unnamed.isEmpty() || !keepsVersions()) {
            return outcomes;
        }
        Look gone = Look.gone(Optional.empty());
        List<Optional<String>> markers =
                together.map(unnamed, i -> objects.hiding(images.get(i), gone).marker());
        List<RemovalOutcome> named = new ArrayList<>(outcomes);
        for (int i = 0; i < unnamed.size(); i++) {
            int at = unnamed.get(i);
            named.set(at, RemovalOutcome.deleted(outcomes.get(at).key(), markers.get(i)));
        }
        return named;
    }

    private boolean keepsVersions() {
        Undo undo = undo();
        return undo == Undo.VERSIONED || undo == Undo.SUSPENDED;
    }
}
