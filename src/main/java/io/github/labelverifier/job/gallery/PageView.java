package io.github.labelverifier.job.gallery;

import java.util.List;

/**
 * What the template shows.
 *
 * @param title of the window
 * @param heading of a page of several reports
 * @param contents the reports of a page of several; empty if there is one
 * @param only the report of a page of one; empty if there are several
 * @param classes all reports, to be gone through once, as the template comes to each
 */
record PageView(
        String policy,
        String style,
        String script,
        String title,
        String heading,
        boolean isOne,
        List<Place> contents,
        List<ClassView> only,
        Iterable<ClassView> classes) {

    /** A page of one report. */
    static PageView of(Assets assets, ClassView report) {
        List<ClassView> only = List.of(report);
        return new PageView(
                assets.policy(), assets.style(), assets.script(), report.location(), "", true, List.of(), only, only);
    }

    /** A page of several. */
    static PageView of(Assets assets, List<Place> places, Iterable<ClassView> classes) {
        String heading = Words.count(places.size()) + " classes";
        return new PageView(
                assets.policy(), assets.style(), assets.script(), heading, heading, false, places, List.of(), classes);
    }
}
