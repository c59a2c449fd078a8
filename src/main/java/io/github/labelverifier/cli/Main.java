package io.github.labelverifier.cli;

import io.github.labelverifier.job.Interruptions;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.ui.terminal.SystemTerminal;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Starts the program. */
public final class Main {
    private Main() {}

    /** Runs one command line and ends the process with its exit code. */
    public static void main(String[] args) {
        // Thumbnails are made without a screen.
        System.setProperty("java.awt.headless", "true");
        // Not System.out and System.err: those encode in the locale's charset and hide failures.
        InputStream in = new BufferedInputStream(new FileInputStream(FileDescriptor.in));
        PrintStream err = new PrintStream(
                new BufferedOutputStream(new FileOutputStream(FileDescriptor.err)), false, StandardCharsets.UTF_8);
        OutputStream out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 64 * 1024);
        int code = VersionText.isAllThatIsAskedFor(args)
                ? VersionText.print(new Console(out, err, new SystemTerminal(in), System.getenv()))
                : run(args, in, out, err);
        err.flush();
        System.exit(code);
    }

    private static int run(String[] args, InputStream in, OutputStream out, PrintStream err) {
        Interruptions interruptions = new Interruptions();
        interruptions.listen();
        return new Program(in, out, err, new SystemTerminal(in), System.getenv(), interruptions).run(args);
    }
}
