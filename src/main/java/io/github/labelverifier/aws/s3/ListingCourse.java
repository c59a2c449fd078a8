package io.github.labelverifier.aws.s3;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Watches the pages of a listing for one that never ends: a circle, or empty pages without end. It takes no memory that
 * grows with the listing.
 *
 * <p>Some stores list in an order of their own, so a key below the last one is no sign of a circle; a key that comes a
 * second time is. It is known again by a page that is held on to, and let go for a later one at each power of two: so any
 * circle is noticed before it was gone through four times.
 */
final class ListingCourse {
    private static final int MOST_EMPTY_PAGES = 1000;

    private long pages;
    private long nextMark = 1;
    private String markedKey = "";
    private String markedToken = "";
    private String lastKey = "";
    private int emptyPages;

    /**
     * Takes the next page.
     *
     * @param token how to go on; empty on the last page
     * @return why nothing behind this page is to be believed, if that is so
     */
    Optional<String> faultOf(List<S3Object> page, String token) {
        String first = page.isEmpty() ? "" : page.get(0).key();
        if (isSame(first, markedKey)) {
            return Optional.of("the store lists " + first + " a second time, so it may go round in a circle");
        }
        if (isSame(token, markedToken)) {
            return Optional.of("the store goes round in a circle");
        }
        for (S3Object object : page) {
            if (isSame(object.key(), lastKey)) {
                return Optional.of("the store lists " + lastKey + " a second time, so it may go round in a circle");
            }
            lastKey = object.key();
        }
        emptyPages = page.isEmpty() ? emptyPages + 1 : 0;
        if (emptyPages > MOST_EMPTY_PAGES) {
            return Optional.of("the store gave more than " + MOST_EMPTY_PAGES + " empty pages one after another");
        }
        pages++;
        if (pages == nextMark) {
            nextMark *= 2;
            markedKey = first;
            markedToken = token;
        }
        return Optional.empty();
    }

    private static boolean isSame(String text, String other) {
        return !text.isEmpty() && text.equals(other);
    }
}
