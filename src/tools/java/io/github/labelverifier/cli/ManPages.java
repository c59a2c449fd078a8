package io.github.labelverifier.cli;

import io.github.labelverifier.job.Interruptions;
import io.github.labelverifier.ui.terminal.SystemTerminal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import picocli.codegen.docgen.manpage.ManPageGenerator;

/**
 * Writes the manual of every command as AsciiDoc, of which the build makes man pages. In the package of the program, since
 * the options are known there alone.
 *
 * <p>Usage: {@code ManPages FOLDER}
 */
public final class ManPages {
    private ManPages() {}

    /** Writes a file for the program and one for each command. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        Program program = new Program(
                InputStream.nullInputStream(),
                OutputStream.nullOutputStream(),
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
                new SystemTerminal(InputStream.nullInputStream()),
                Map.of(),
                new Interruptions());
        int code = ManPageGenerator.generateManPage(
                folder.toFile(),
                null,
                new boolean[0],
                true,
                program.commandLine().getCommandSpec());
        if (code != 0) {
            throw new IOException("no manual was written: " + code);
        }
    }
}
