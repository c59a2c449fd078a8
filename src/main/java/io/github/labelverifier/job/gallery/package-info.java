/**
 * The gallery of a report: one HTML file with thumbnails of what was flagged, to look at before anything is removed. It reads a
 * report and images, and has no way to call Rekognition or to remove anything.
 */
@NullMarked
package io.github.labelverifier.job.gallery;

import org.jspecify.annotations.NullMarked;
