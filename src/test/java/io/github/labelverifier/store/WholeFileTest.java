package io.github.labelverifier.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that is read as a whole. */
class WholeFileTest {
    @TempDir
    Path folder;

    @Test
    void allBytesAreRead() throws Exception {
        Path file = folder.resolve("a.jpg");
        for (int size : new int[] {0, 1, 65_535, 65_536, 65_537, 1_000_000}) {
            byte[] content = new byte[size];
            new Random(size).nextBytes(content);
            Files.write(file, content);

            assertThat(WholeFile.read(file)).isEqualTo(content);
        }
    }

    @Test
    void aFileThatDoesNotTellItsSizeIsReadToo() throws Exception {
        Path file = Path.of("/proc/self/status");
        if (Files.exists(file)) {
            assertThat(new String(WholeFile.read(file), StandardCharsets.UTF_8)).startsWith("Name:");
        }
    }

    @Test
    void noMemoryOutsideOfTheHeapIsKeptForIt() throws Exception {
        Path file = Files.write(folder.resolve("large.jpg"), new byte[20_000_000]);
        long before = outsideOfTheHeap();

        WholeFile.read(file);

        assertThat(outsideOfTheHeap() - before).isLessThan(10_000_000);
    }

    private static long outsideOfTheHeap() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }
}
