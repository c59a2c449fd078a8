package io.github.labelverifier.job.delete;

import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.image.S3Location;
import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.Endpoints;
import io.github.labelverifier.job.ExitCode;
import io.github.labelverifier.job.Interruptions;
import io.github.labelverifier.job.Reports;
import io.github.labelverifier.removal.Ledger;
import io.github.labelverifier.removal.LedgerUnfitException;
import io.github.labelverifier.removal.RemovalPlan;
import io.github.labelverifier.review.Decisions;
import io.github.labelverifier.store.Stores;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.ui.text.Text;
import io.github.labelverifier.ui.text.UtcTime;
import io.github.labelverifier.ui.view.FindingPrinter;
import io.github.labelverifier.verdict.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The job of {@code delete}: removes what finished reports flagged. All of the reports are found fit before anything is
 * removed by the first.
 */
public final class Deletion {
    /** So far the clocks of two machines may be apart, for whatever reason. */
    private static final Duration CLOCKS_APART = Duration.ofDays(1);

    private final Console console;
    private final Stores stores;
    private final Interruptions interruptions;
    private final Clock clock;

    public Deletion(Console console, Stores stores, Interruptions interruptions, Clock clock) {
        this.console = console;
        this.stores = stores;
        this.interruptions = interruptions;
        this.clock = clock;
    }

    /** Does the job and tells how it ended. */
    public ExitCode run(DeleteRequest request) throws CommandFailure, IOException {
        try (OpenReviews reviews =
                new OpenReviews(console, request.reviewing(), request.removal().consent() == Consent.GIVEN)) {
            return run(request, reviews);
        }
    }

    private ExitCode run(DeleteRequest request, OpenReviews reviews) throws CommandFailure, IOException {
        List<PlannedRemoval> jobs = new ArrayList<>();
        for (Path report : request.reports()) {
            jobs.add(prepare(request, report, reviews));
        }
        if (request.choice().keepList().isEmpty()) {
            return ExitCode.first(run(request, jobs));
        }
        try (KeepList keep = KeepList.read(
                request.choice(), jobs.stream().map(PlannedRemoval::plan).toList())) {
            return ExitCode.first(run(request, without(keep, request, jobs)));
        }
    }

    private Set<ExitCode> run(DeleteRequest request, List<PlannedRemoval> jobs) throws CommandFailure, IOException {
        if (request.removal().consent() != Consent.REPORT_ONLY) {
            return new RemovalJobs(console, interruptions, clock, "Report")
                    .remove(jobs, request.ask(), location -> stores.openStorage(location, request.aws()));
        }
        Set<ExitCode> codes = EnumSet.noneOf(ExitCode.class);
        for (PlannedRemoval job : jobs) {
            codes.addAll(show(request, job));
            if (RemovalJob.guard(job.settings()).isAboveLimit(job.plan())) {
                console.warn(job.plan().report() + ": without --dry-run nothing would go, since "
                        + Text.percent(job.plan().percentOfChecked()) + " of the checked images are flagged, more than"
                        + " --max-flagged " + Text.number(job.settings().maxFlagged()));
            }
        }
        return codes;
    }

    private PlannedRemoval prepare(DeleteRequest request, Path report, OpenReviews reviews)
            throws CommandFailure, IOException {
        Reports.requireFile(report);
        Decisions decisions = reviews.of(report, Reports.header(report, "; nothing was removed"));
        RemovalPlan plan = withoutOtherNames(RemovalJob.plan(report, decisions));
        requireYoung(request, plan);
        Endpoints.requireSame(plan.report(), plan.header(), plan.location(), stores, request.aws());
        if (plan.location() instanceof S3Location s3 && s3.isWholeBucket() && !request.wholeBucket()) {
            throw CommandFailure.usage(
                    report + " is of a whole bucket, " + s3.uri() + ": add --whole-bucket if you mean all of it");
        }
        RemovalSettings settings = settings(request, plan);
        reviews.tell(plan, decisions);
        Routes routes = new Routes(decisions, request.reviewing().toSuggested());
        RemovalPlan chosen = withPlace(choose(request.choice(), plan), routes);
        routes.requirePossible(chosen, report.toString());
        return new PlannedRemoval(chosen, settings, routes, request.reviewing().of(report));
    }

    /** The plan without what has no folder to be moved to. */
    private RemovalPlan withPlace(RemovalPlan plan, Routes routes) throws IOException {
        RemovalPlan rest = plan.only(finding -> !routes.lacksPlace(finding));
        long stay = plan.overview().images() - rest.overview().images();
        if (stay == 0) {
            return plan;
        }
        console.info(Text.count(stay, "image") + (stay == 1 ? " stays: no folder is" : " stay: no folder is")
                + " suggested for " + (stay == 1 ? "it." : "them."));
        return rest;
    }

    /** The plan without what was taken for a duplicate of an image and is another name of that very file. */
    private RemovalPlan withoutOtherNames(RemovalPlan plan) throws IOException {
        BitSet duplicates = OtherNames.in(plan);
        if (duplicates.isEmpty()) {
            return plan;
        }
        BitSet rest = new BitSet();
        rest.set(0, Math.toIntExact(plan.overview().images()));
        rest.andNot(duplicates);
        console.warn(Text.count(duplicates.cardinality(), "image")
                + (duplicates.cardinality() == 1 ? " is" : " are")
                + " kept: flagged as a duplicate of a file that is the same file by another name, or is not there");
        return plan.only(rest);
    }

    private void requireYoung(DeleteRequest request, RemovalPlan plan) throws CommandFailure {
        Duration age = Duration.between(plan.summary().finishedAt(), clock.instant());
        if (age.compareTo(CLOCKS_APART.negated()) < 0) {
            throw new CommandFailure(
                    ExitCode.REFUSED,
                    plan.report() + " says that it was finished at "
                            + UtcTime.minute(plan.summary().finishedAt())
                            + ", which is still to come by the clock of this machine: how old it is cannot be told, and"
                            + " nothing was removed. Set the clock, or make it anew with verify --reuse");
        }
        if (age.compareTo(request.maxAge()) > 0) {
            throw new CommandFailure(
                    ExitCode.REFUSED,
                    plan.report() + " is " + Text.age(age) + " old, and images may have come and gone: nothing was"
                            + " removed. Make it anew with verify --reuse, or allow it with --max-age "
                            + (age.toDays() + 1) + "d");
        }
    }

    private RemovalPlan choose(DeleteRequest.Choice choice, RemovalPlan plan) throws IOException {
        if (choice.only().isEmpty()) {
            return plan;
        }
        RemovalPlan chosen = plan.only(finding -> finding.isMeantBy(choice.only()));
        if (chosen.overview().images() == 0 && plan.overview().images() > 0) {
            console.warn("no flagged image has the reason " + join(" or ", choice.only()) + "; there is "
                    + join(", ", plan.overview().reasons().keySet()));
        }
        return chosen;
    }

    private static String join(String separator, Collection<Reason> reasons) {
        return reasons.stream().map(Reason::text).collect(Collectors.joining(separator));
    }

    /** The jobs without what the keep list names. The list is needed as long as their plans are. */
    private List<PlannedRemoval> without(KeepList keep, DeleteRequest request, List<PlannedRemoval> jobs)
            throws IOException {
        List<PlannedRemoval> rest = new ArrayList<>();
        long kept = 0;
        for (PlannedRemoval job : jobs) {
            RemovalPlan plan = job.plan()
                    .only(finding -> !keep.names(job.plan(), finding.image().key()));
            kept += job.plan().overview().images() - plan.overview().images();
            rest.add(job.with(plan));
        }
        if (keep.size() == 0) {
            console.warn(
                    "--keep-list " + request.choice().keepList().orElseThrow() + " is empty: nothing is kept by it");
        } else {
            long others = keep.size() - kept;
            console.info("--keep-list keeps " + Text.count(kept, "flagged image") + "."
                    + (others > 0 ? " It names " + Text.count(others) + " more that would not go anyway." : ""));
        }
        return rest;
    }

    private RemovalSettings settings(DeleteRequest request, RemovalPlan plan) throws CommandFailure {
        RemovalSettings settings = request.removal().at(plan.location());
        // Images of several folders may have the same names.
        return request.reports().size() > 1
                ? settings.into(ImageLocation.lastPart(plan.header().location()))
                : settings;
    }

    private Set<ExitCode> show(DeleteRequest request, PlannedRemoval job) throws CommandFailure, IOException {
        RemovalPlan plan = job.plan();
        try (Ledger ledger = Ledger.view(plan.report(), plan.header(), clock)) {
            RemovalPlan rest = plan.without(ledger);
            new FindingPrinter(console)
                    .print(
                            rest.findings(),
                            request.format(),
                            request.choice().nul(),
                            false,
                            new FindingPrinter.Source(plan.location(), plan.header()));
            console.info("Dry run: " + Text.count(rest.overview().images(), "image") + " ("
                    + Text.bytes(rest.overview().bytes()) + ") would go" + elsewhere(rest, job.routes())
                    + "; nothing was removed.");
            return job.settings().failOnFlagged() && rest.overview().images() > 0
                    ? EnumSet.of(ExitCode.FLAGGED)
                    : EnumSet.noneOf(ExitCode.class);
        } catch (LedgerUnfitException e) {
            throw new CommandFailure(ExitCode.REFUSED, e.getMessage(), e);
        }
    }

    /** How many of the images go to which folder of their own. */
    private static String elsewhere(RemovalPlan plan, Routes routes) throws IOException {
        Map<String, Long> places = new LinkedHashMap<>();
        plan.findings().forEach(finding -> routes.of(finding).ifPresent(place -> places.merge(place, 1L, Long::sum)));
        StringBuilder text = new StringBuilder();
        places.forEach((place, count) -> text.append(", ")
                .append(Text.count(count))
                .append(" of them to ")
                .append(place));
        return text.toString();
    }
}
