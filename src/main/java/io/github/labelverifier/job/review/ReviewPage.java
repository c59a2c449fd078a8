package io.github.labelverifier.job.review;

import io.github.labelverifier.job.gallery.ContentPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The page of a review: one file with its script and style, in which nothing of a report is. */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record ReviewPage(byte[] html, String policy) {

    /** Reads it from the program. */
    static ReviewPage load() throws IOException {
        String style = resource("/io/github/labelverifier/job/gallery/page.css") + resource("review.css");
        String script = resource("/io/github/labelverifier/job/gallery/marks.js") + resource("review.js");
        String html = resource("review.html").replace("{{style}}", style).replace("{{script}}", script);
        return new ReviewPage(html.getBytes(StandardCharsets.UTF_8), ContentPolicy.ofServed(script, style));
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = ReviewPage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("the review's file " + name + " is missing in this build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
