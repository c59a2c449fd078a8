package io.github.labelverifier.job.inspect;

import io.github.labelverifier.image.PictureFacts;
import io.github.labelverifier.job.Locations;
import io.github.labelverifier.report.ClassResult;
import io.github.labelverifier.report.ReportHeader;
import io.github.labelverifier.report.ReportReader;
import io.github.labelverifier.report.ReportWriter;
import io.github.labelverifier.store.NamesOfFile;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Reason;
import io.github.labelverifier.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes a report anew with what was seen, and flags by it what is to be flagged. An exemplar is never flagged. */
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
        Finding plain = withoutOurs(finding);
        if (plain.picture().isEmpty()) {
            return plain;
        }
        PictureFacts facts = plain.picture().get();
        tally.notes(facts.notes());
        List<Reason> more = new ArrayList<>();
        Optional<String> twin = twin(plain, report);
        twin.filter(name -> flags.nearDuplicates()).ifPresent(name -> more.add(Reason.nearDuplicateOf(name)));
        flags.notes(plain).forEach(note -> more.add(Reason.quality(note)));
        if (more.isEmpty() || plain.has(Reason.EXEMPLAR)) {
            return plain;
        }
        tally.flagged();
        List<Reason> reasons = new ArrayList<>(plain.reasons());
        reasons.addAll(more);
        return plain.decided(Verdict.FLAG, reasons);
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
                        : Locations.name(
                                report.location().uri(), there.location().uri(), key));
    }

    /** What an earlier look flagged is decided anew. */
    static Finding withoutOurs(Finding finding) {
        List<Reason> others = finding.reasons().stream()
                .filter(reason -> reason.kind() != Reason.Kind.NEAR_DUPLICATE_OF
                        && reason.kind() != Reason.Kind.NEAR_DUPLICATE
                        && reason.kind() != Reason.Kind.QUALITY)
                .toList();
        if (others.size() == finding.reasons().size()) {
            return finding;
        }
        boolean isKept =
                others.stream().allMatch(reason -> reason.equals(Reason.DOUBTFUL) || reason.equals(Reason.EXEMPLAR));
        return finding.decided(isKept ? Verdict.KEEP : finding.verdict(), others);
    }
}
