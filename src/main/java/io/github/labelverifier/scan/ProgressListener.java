package io.github.labelverifier.scan;

/** Is told how far a run is, about ten times a second and from the thread that runs it. */
@FunctionalInterface
public interface ProgressListener {

    /** Takes notice. */
    void progress(Progress progress);
}
