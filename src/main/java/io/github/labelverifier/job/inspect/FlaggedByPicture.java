package io.github.labelverifier.job.inspect;

import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.report.ClassResult;
import io.github.labelverifier.report.ReportHeader;
import io.github.labelverifier.report.ReportReader;
import io.github.labelverifier.report.ReportWriter;
import io.github.labelverifier.store.NamesOfFile;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Writes a report anew with what was seen, and flags by it what is to be flagged; what an earlier look flagged stays so where
 * nothing else is asked for. An exemplar is never flagged.
 */
final class FlaggedByPicture {
    private final List<InspectedReport> reports;
    private final LookAlikeImages images;
    private final KeptKeys kept;
    private final InspectRequest.Flags flags;
    private final SeenTally tally;
    private int image;

    FlaggedByPicture(
            List<InspectedReport> reports,
            LookAlikeImages images,
            KeptKeys kept,
            InspectRequest.Flags flags,
            SeenTally tally) {
        this.reports = reports;
        this.images = images;
        this.kept = kept;
        this.flags = flags;
        this.tally = tally;
    }

    /**
     * Writes the next report. They come in the order of the images.
     *
     * @return what it has come to
     */
    ClassResult write(InspectedReport report, Path to) throws IOException {
        try (ReportReader reader = report.seen();
                ReportWriter writer = ReportWriter.copying(to)) {
            ReportHeader header = reader.header();
            ClassResult result = new ClassResult(report.path(), header.location(), header.rule());
            writer.header(header);
            for (Optional<Finding> next = reader.next(); next.isPresent(); next = reader.next()) {
                Finding finding = judge(next.get(), report);
                writer.finding(finding);
                result.add(finding);
                image++;
            }
            result.finish(reader.summary().orElseThrow().counting(result.counts()));
            writer.summary(result.summary());
            return result;
        }
    }

    private Finding judge(Finding finding, InspectedReport report) {
        finding.picture().ifPresent(facts -> tally.notes(facts.notes()));
        Optional<String> twin = finding.picture().flatMap(facts -> twin(finding, report));
        Finding judged = flags.decidesNearDuplicates() ? decide(finding, twin) : finding;
        tally.judged(finding, judged, twin.isPresent());
        return judged;
    }

    /** Without the option for them, no near duplicates are flagged but of those that were. */
    private Finding decide(Finding finding, Optional<String> twin) {
        SeenReasons before = SeenReasons.of(finding);
        List<Reason> near = twin
                .filter(name -> flags.nearDuplicates() || !before.near().isEmpty())
                .map(Reason::nearDuplicateOf)
                .stream()
                .toList();
        List<Reason> quality = flags.decidesQuality()
                ? flags.notes(finding).stream().map(Reason::quality).toList()
                : before.quality();
        return before.replacedBy(near, quality);
    }

    /** The image that stays of those that look like this one, as people name it; empty if this one stays. */
    private Optional<String> twin(Finding finding, InspectedReport report) {
        int stays = images.stayFor(image);
        if (stays == image) {
            return Optional.empty();
        }
        InspectedReport there = reports.get(images.reportOf(stays));
        String key = kept.of(stays);
        if (!NamesOfFile.areApart(report.location(), finding.image().key(), there.location(), key)) {
            return Optional.empty();
        }
        tally.twin(report, there);
        return Optional.of(
                there.number() == report.number()
                        ? key
                        : ImageLocation.name(
                                report.location().uri(), there.location().uri(), key));
    }
}
