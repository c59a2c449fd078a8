package io.github.labelverifier.store;

import io.github.labelverifier.image.FolderLocation;
import io.github.labelverifier.image.ImageSource;
import io.github.labelverifier.image.ImageSourceContract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A folder keeps the contract of the stores in the cloud, as far as a file may be called so. */
class FolderSourceContractTest extends ImageSourceContract {
    private static final int MOST_NAME_BYTES = 255;

    @TempDir
    private Path parent;

    @BeforeEach
    void createFolder() throws IOException {
        Files.createDirectory(parent.resolve("deer"));
    }

    @Override
    public void put(String name, byte[] content) throws IOException {
        write(parent.resolve("deer").resolve(name), content);
    }

    @Override
    public void putInSibling(String sibling, String name) throws IOException {
        write(parent.resolve(sibling).resolve(name), new byte[] {1});
    }

    private static void write(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    @Override
    public ImageSource source() {
        return new FolderSource(new FolderLocation(parent.resolve("deer")));
    }

    @Override
    public String key(String name) {
        return name;
    }

    @Override
    public boolean canHold(String name) {
        return new FolderLocation(parent).contains(name)
                && Arrays.stream(name.split("/"))
                        .allMatch(part -> part.getBytes(StandardCharsets.UTF_8).length <= MOST_NAME_BYTES);
    }
}
