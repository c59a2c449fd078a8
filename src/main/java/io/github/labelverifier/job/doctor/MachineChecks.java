package io.github.labelverifier.job.doctor;

import io.github.labelverifier.disk.TemporaryFiles;
import io.github.labelverifier.disk.TemporaryFolderException;
import io.github.labelverifier.job.Version;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.ui.terminal.Terminal;
import io.github.labelverifier.ui.text.Text;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** What can be seen without anybody else: the program, its Java, the terminal, the disk. */
final class MachineChecks {
    /** What the listing and the reports of a million images take, and some more. */
    private static final long LITTLE_SPACE = 1_000_000_000;

    private final Console console;
    private final CheckList list;

    MachineChecks(Console console, CheckList list) {
        this.console = console;
        this.list = list;
    }

    void run() throws IOException {
        list.ok(
                "program",
                Version.text() + ", on Java " + System.getProperty("java.version") + " of "
                        + System.getProperty("java.vendor") + " in " + System.getProperty("java.home"));
        checkTerminal(console.terminal());
        checkTemporaryFolder();
    }

    private void checkTerminal(Terminal terminal) throws IOException {
        if (!terminal.isInput()) {
            list.note(
                    "terminal",
                    "standard input is no terminal, so nobody can be asked: scripts add --dry-run or --yes where images are removed");
            return;
        }
        List<String> redirected = new ArrayList<>();
        if (!terminal.isOutput()) {
            redirected.add("standard output");
        }
        if (!terminal.isError()) {
            redirected.add("standard error");
        }
        list.ok(
                "terminal",
                redirected.isEmpty()
                        ? terminal.columns() + " columns"
                        : "for input; " + String.join(" and ", redirected) + " redirected");
    }

    private void checkTemporaryFolder() throws IOException {
        String subject = "temporary files";
        try {
            Path file = TemporaryFiles.file(".doctor");
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                TemporaryFiles.write(channel, ByteBuffer.wrap(new byte[4096]), 0);
                long free = Files.getFileStore(file).getUsableSpace();
                String text = file.toAbsolutePath().getParent() + ", " + Text.bytes(free) + " free";
                if (free < LITTLE_SPACE) {
                    list.note(subject, text + ": little for a large folder; set TMPDIR to another");
                } else {
                    list.ok(subject, text);
                }
            } finally {
                Files.delete(file);
            }
        } catch (TemporaryFolderException e) {
            list.fault(subject, String.valueOf(e.getMessage()));
        }
    }
}
