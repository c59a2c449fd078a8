package io.github.labelverifier.cli;

import io.github.labelverifier.job.CommandFailure;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The options of a run that can be configured: what is set of them has to be what a run takes. */
@Command
final class ConfiguredRun {
    @Mixin
    private RuleOptions rule = new RuleOptions();

    @Mixin
    private PaceOptions pace = new PaceOptions();

    @Mixin
    private SendingOptions sending = new SendingOptions();

    @Mixin
    private AwsOptions aws = new AwsOptions();

    /** Refuses what a run would refuse, and says where it is set. */
    void require(Configuration configuration) throws CommandFailure {
        ConfiguredOptions configured = new ConfiguredOptions(configuration);
        configured.setIn(new CommandLine(this).parseArgs());
        try {
            rule.toPolicy();
            rule.toAsked();
            pace.toPace();
            sending.isConvert();
            aws.toSettings(1);
        } catch (CommandFailure e) {
            throw new CommandFailure(e.exitCode(), configured.explain(e.getMessage()), e);
        }
    }
}
