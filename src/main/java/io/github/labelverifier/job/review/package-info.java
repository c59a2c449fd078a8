/** The review in a browser: a page of this machine alone, on which people look at the images of reports and decide. */
@NullMarked
package io.github.labelverifier.job.review;

import org.jspecify.annotations.NullMarked;
