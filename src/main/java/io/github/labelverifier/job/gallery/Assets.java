package io.github.labelverifier.job.gallery;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * The parts that all pages have in common.
 *
 * @param template the page
 * @param style its style sheet
 * @param script its script
 * @param policy what the page allows itself
 */
record Assets(Template template, String style, String script, String policy) {

    /** Reads them from the program. */
    static Assets load() throws IOException {
        String style = resource("page.css") + resource("gallery.css");
        String script = resource("marks.js") + resource("gallery.js");
        Template template = Mustache.compiler()
                .escapeHTML(true)
                .strictSections(true)
                .emptyStringIsFalse(true)
                .withLoader(name -> new java.io.StringReader(resource(name + ".mustache")))
                .compile(resource("gallery.mustache"));
        return new Assets(template, style, script, ContentPolicy.of(script, style));
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Assets.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("the gallery's file " + name + " is missing in this build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
