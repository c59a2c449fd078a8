package io.github.labelverifier.job.doctor;

import io.github.labelverifier.detector.OwnDetector;
import io.github.labelverifier.image.AwsSettings;
import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.job.ExitCode;
import io.github.labelverifier.label.DetectionException;
import io.github.labelverifier.store.AwsSetup;
import io.github.labelverifier.store.Stores;
import io.github.labelverifier.ui.terminal.Console;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The job of {@code doctor}: looks at all that a run needs, and changes nothing. */
public final class Examination {
    private static final String SETTINGS = "AWS settings";

    private final Console console;
    private final Stores stores;
    private final Clock clock;

    /** The clock is that of this machine, which is compared with that of AWS. */
    public Examination(Console console, Stores stores, Clock clock) {
        this.console = console;
        this.stores = stores;
        this.clock = clock;
    }

    /** Does the job; {@link ExitCode#ERROR} if something must be mended. Nothing is paid unless somebody says yes to it. */
    public ExitCode run(DoctorRequest request) throws IOException {
        CheckList list = new CheckList(console);
        new MachineChecks(console, list).run();
        if (request.detector().isPresent()) {
            checkDetector(request.detector().get(), request.aws(), list);
        }
        if (request.needsNoAccount()) {
            list.note(SETTINGS, "not looked at: a folder needs no account with a detector of one's own");
            new LocationChecks(console, stores, request.aws(), list)
                    .checkAccess(request.location().orElseThrow());
        } else {
            checkAws(request, list);
        }
        return list.faults() == 0 ? ExitCode.OK : ExitCode.ERROR;
    }

    private static void checkDetector(List<String> command, AwsSettings settings, CheckList list) throws IOException {
        String subject = "detector";
        try (OwnDetector detector = OwnDetector.start(command, settings.readTimeout())) {
            list.ok(subject, detector.name() + ", which has started and says that it is ready");
        } catch (DetectionException e) {
            list.fault(subject, String.valueOf(e.getMessage()));
        }
    }

    private void checkAws(DoctorRequest request, CheckList list) throws IOException {
        try (AwsSetup setup = stores.setup(request.aws(), clock)) {
            list.ok(
                    SETTINGS,
                    setup.profile()
                            .map(name -> "profile " + name)
                            .orElse("no profile: what the environment or the machine's role says"));
            Optional<ImageLocation> location = request.location();
            boolean isKnown = new AccountChecks(setup, list).run(location);
            if (location.isPresent()) {
                new LocationChecks(console, stores, request.aws(), list)
                        .run(setup, location.get(), isKnown, request.detector().isEmpty());
            }
            if (setup.isAmazon() && request.detector().isEmpty()) {
                list.note(
                        "privacy",
                        "Amazon may store images to improve its services, unless your organisation has opted out:"
                                + " see \"AI services opt-out policies\" in the AWS Organizations User Guide");
            }
        } catch (ImageStoreException e) {
            list.fault(SETTINGS, e.getMessage());
        }
    }
}
