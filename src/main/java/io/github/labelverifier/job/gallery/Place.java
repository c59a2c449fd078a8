package io.github.labelverifier.job.gallery;

import io.github.labelverifier.escape.PlainText;
import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.report.ReportHeader;
import java.util.ArrayList;
import java.util.List;

/**
 * A report's place in a page.
 *
 * @param id a short name that no other report of the page has
 * @param number from 1
 * @param of how many reports there are
 * @param name of the class, for people
 * @param flagged how many images are flagged, where that is known before the report is shown
 */
record Place(String id, int number, int of, String name, long flagged) {

    /** The places of reports, in their order. */
    static List<Place> of(List<ReportHeader> headers, List<Long> flagged) {
        List<String> ids = new ArrayList<>();
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < headers.size(); i++) {
            ReportHeader header = headers.get(i);
            String id = ContentPolicy.fingerprint(
                    header.location() + '\n' + header.startedAt() + '\n' + header.exemplars());
            // The same run judged twice: each has marks of its own.
            String own = ids.contains(id) ? id + '-' + (i + 1) : id;
            ids.add(id);
            places.add(new Place(
                    own,
                    i + 1,
                    headers.size(),
                    PlainText.escape(ImageLocation.lastPart(header.location())),
                    flagged.get(i)));
        }
        return places;
    }

    boolean isAlone() {
        return of == 1;
    }

    /** What the ids of its parts begin with. */
    String prefix() {
        return isAlone() ? "" : "class-" + number + '-';
    }

    /** For the template. */
    String flaggedText() {
        return Words.count(flagged);
    }
}
