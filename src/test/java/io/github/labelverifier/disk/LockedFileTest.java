package io.github.labelverifier.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockedFileTest {
    @TempDir
    Path folder;

    @Test
    void an_empty_file_is_taken_away_and_one_with_content_is_not() throws Exception {
        Path empty = Files.createFile(folder.resolve("empty"));
        Path full = Files.writeString(folder.resolve("full"), "x");

        LockedFile.forgetIfEmpty(empty);
        LockedFile.forgetIfEmpty(full);

        assertThat(empty).doesNotExist();
        assertThat(full).exists();
    }

    @Test
    void a_link_is_not_taken_away_wherever_it_leads() throws Exception {
        Path empty = Files.createFile(folder.resolve("empty"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), empty);
        Path broken = Files.createSymbolicLink(folder.resolve("broken"), folder.resolve("nowhere"));

        LockedFile.forgetIfEmpty(link);
        LockedFile.forgetIfEmpty(broken);

        assertThat(Files.exists(link, LinkOption.NOFOLLOW_LINKS)).isTrue();
        assertThat(Files.exists(broken, LinkOption.NOFOLLOW_LINKS)).isTrue();
        assertThat(empty).exists();
    }
}
