package io.github.labelverifier.cli;

import io.github.labelverifier.job.ExitCode;
import io.github.labelverifier.ui.terminal.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code label-verifier generate-completion}. */
@Command(
        name = "generate-completion",
        header = "Let a shell complete commands, options and values",
        customSynopsis = "label-verifier generate-completion [bash|zsh|fish]",
        description = "Prints a script that lets a shell complete commands, options and values.",
        footer = {
            "# bash, for this session",
            "label-verifier generate-completion bash > label-verifier.bash && . ./label-verifier.bash",
            "# fish, for this session",
            "label-verifier generate-completion fish | source"
        })
final class GenerateCompletionCommand extends BaseCommand {
    /** What picocli writes for an option that takes any text, and what lists the profiles of the AWS configuration instead. */
    private static final String ANY_PROFILE = "    '--profile')\n      return\n";

    private static final String PROFILES = """
                '--profile')
                  COMPREPLY=($(compgen -W "$(sed -n 's/^\\[\\(profile \\)\\{0,1\\}\\([^]]*\\)\\]$/\\2/p' ~/.aws/config 2>/dev/null)" -- "${curr_word}"))
                  return $?
            """;

    private final Supplier<CommandLine> everything;

    @Parameters(arity = "0..1", paramLabel = "SHELL", description = "bash (the default), zsh or fish.")
    private Shell shell = Shell.bash;

    /** The shells that are known. */
    enum Shell {
        bash,
        zsh,
        fish
    }

    GenerateCompletionCommand(Console console, Supplier<CommandLine> everything) {
        super(console);
        this.everything = everything;
    }

    @Override
    boolean isConfigured() {
        return false;
    }

    @Override
    ExitCode run() throws IOException {
        CommandLine program = everything.get();
        String script = shell == Shell.fish
                ? FishCompletion.of(program)
                // One script serves both: in zsh it loads what understands bash's completions.
                : AutoComplete.bash(program.getCommandName(), program).replace(ANY_PROFILE, PROFILES);
        console().out().write(script.getBytes(StandardCharsets.UTF_8));
        console().out().flush();
        return ExitCode.OK;
    }
}
