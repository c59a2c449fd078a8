package io.github.labelverifier.job.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.labelverifier.disk.TemporaryFiles;
import io.github.labelverifier.removal.Ledger;
import io.github.labelverifier.ui.view.Format;
import io.github.labelverifier.ui.view.Shown;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

class ReportFileTest {
    @TempDir
    private Path folder;

    private VerifyRequest.Output unnamed() {
        return new VerifyRequest.Output(
                Optional.of(folder.resolve("label-report-20261122T161000Z.jsonl")),
                false,
                true,
                Optional.empty(),
                new Reuse("--reuse", List.of(), false, false),
                false,
                Format.none,
                false,
                new Shown(Set.of(), true));
    }

    private ReportFile open() throws Exception {
        ReportFile.requireFree(unnamed());
        return ReportFile.open(unnamed(), OutputStream.nullOutputStream());
    }

    @Test
    void runs_that_begin_in_the_same_second_write_under_names_of_their_own() throws Exception {
        try (ReportFile first = open();
                ReportFile second = open();
                ReportFile third = open()) {
            assertThat(first.path()).contains(folder.resolve("label-report-20261122T161000Z.jsonl"));
            assertThat(second.path()).contains(folder.resolve("label-report-20261122T161000Z-2.jsonl"));
            assertThat(third.path()).contains(folder.resolve("label-report-20261122T161000Z-3.jsonl"));
        }
    }

    @Test
    void a_name_whose_ledger_is_there_is_taken() throws Exception {
        Files.writeString(Ledger.pathFor(folder.resolve("label-report-20261122T161000Z.jsonl")), "what was removed\n");

        try (ReportFile file = open()) {
            assertThat(file.path()).contains(folder.resolve("label-report-20261122T161000Z-2.jsonl"));
        }
    }

    @Test
    @EnabledIf("isThereAFullDevice")
    void a_full_folder_of_temporary_files_is_not_told_as_the_report() throws Exception {
        try (ReportFile file = open()) {
            assertThatThrownBy(() -> file.write(report -> {
                        try (FileChannel full = FileChannel.open(Path.of("/dev/full"), StandardOpenOption.WRITE)) {
                            TemporaryFiles.write(full, ByteBuffer.wrap(new byte[] {1}), 0);
                        }
                    }))
                    .hasMessageStartingWith("the folder for temporary files, " + System.getProperty("java.io.tmpdir")
                            + ", cannot be used: ")
                    .hasMessageContaining("No space left on device; set TMPDIR to another. What was paid for is in ")
                    .hasMessageNotContainingAny("cannot write the report");
        }
    }

    static boolean isThereAFullDevice() {
        return Files.isWritable(Path.of("/dev/full"));
    }
}
