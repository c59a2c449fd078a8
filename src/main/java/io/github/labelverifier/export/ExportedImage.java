package io.github.labelverifier.export;

import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.report.ReportHeader;
import io.github.labelverifier.verdict.Finding;

/**
 * One image of an export.
 *
 * @param location where its report's images are
 * @param header the first line of its report
 * @param byPerson whether a person has decided that it stays
 */
public record ExportedImage(ImageLocation location, ReportHeader header, Finding finding, boolean byPerson) {}
