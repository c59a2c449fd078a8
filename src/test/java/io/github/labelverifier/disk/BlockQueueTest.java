package io.github.labelverifier.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A queue of which most lies on disk. */
class BlockQueueTest {
    @TempDir
    Path folder;

    private BlockQueue queue(int mostInMemory) {
        return new BlockQueue(mostInMemory, () -> Files.createFile(folder.resolve("queue")));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void blocksComeInTheirOrderWhereverTheyLie() throws Exception {
        try (BlockQueue queue = queue(2)) {
            for (int i = 0; i < 10; i++) {
                queue.add(bytes("block " + i));
            }
            for (int i = 0; i < 10; i++) {
                assertThat(queue.remove()).contains(bytes("block " + i));
                queue.add(bytes("block " + (10 + i)));
            }
            for (int i = 10; i < 20; i++) {
                assertThat(queue.remove()).contains(bytes("block " + i));
            }
            assertThat(queue.remove()).isEmpty();
        }
    }

    @Test
    void noFileIsMadeForWhatFitsIntoMemory() throws Exception {
        try (BlockQueue queue = queue(2)) {
            queue.add(bytes("one"));
            queue.add(bytes("two"));

            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void theFileIsEmptiedOnceAllOfItIsTakenAndGoneInTheEnd() throws Exception {
        try (BlockQueue queue = queue(0)) {
            queue.add(bytes("one"));
            queue.add(bytes("two"));
            assertThat(folder.resolve("queue")).isNotEmptyFile();

            queue.remove();
            queue.remove();

            assertThat(folder.resolve("queue")).isEmptyFile();
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aBlockThatTheDiskDoesNotTakeIsNotInTheQueue() throws Exception {
        try (BlockQueue queue = new BlockQueue(1, () -> {
            throw new IOException("no space left on device");
        })) {
            queue.add(bytes("one"));
            assertThatThrownBy(() -> queue.add(bytes("two"))).hasMessage("no space left on device");
            assertThat(queue.remove()).contains(bytes("one"));
            assertThat(queue.remove()).isEmpty();
            assertThat(queue.hasRoomInMemory()).isTrue();
            queue.add(bytes("two"));
            assertThat(queue.remove()).contains(bytes("two"));
        }
    }
}
