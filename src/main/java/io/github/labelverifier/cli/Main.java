package io.github.labelverifier.cli;

import io.github.labelverifier.job.Interruptions;
import io.github.labelverifier.ui.terminal.SystemTerminal;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
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
        Interruptions interruptions = new Interruptions();
        interruptions.listen();
        Program program = new Program(
                in,
                new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 64 * 1024),
                err,
                new SystemTerminal(in),
                System.getenv(),
                interruptions);
        int code = program.run(args);
        err.flush();
        System.exit(code);
    }
}
