package io.github.labelverifier.job.gallery;

/**
 * What a page says that the report does not know.
 *
 * @param reportName the report's file name
 * @param deleteCommand the command that removes what the report flagged, ready for a shell
 */
public record PageText(String reportName, String deleteCommand) {}
