package io.github.labelverifier.job.gallery;

/**
 * What a page says that the report does not know.
 *
 * @param reportName the report's file name
 * @param deleteCommand the command that removes what the report flagged, ready for a shell
 * @param uriBase what makes a URI of a key that looks like one itself; empty if no key can
 */
public record PageText(String reportName, String deleteCommand, String uriBase) {}
