package io.github.labelverifier.job.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.labelverifier.image.FolderLocation;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.store.FolderSource;
import io.github.labelverifier.testing.SampleFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PicturesTest {
    @TempDir
    private Path folder;

    private Pictures.Whole whole(String key) throws Exception {
        FolderSource images = new FolderSource(new FolderLocation(folder));
        List<Pictures.Whole> taken = new ArrayList<>();
        new Pictures(images).whole(images.find(key).orElseThrow(), taken::add);
        return taken.get(0);
    }

    @Test
    void a_file_that_browsers_show_goes_as_it_is_and_any_other_as_a_picture_of_it() throws Exception {
        Files.write(folder.resolve("1.webp"), SampleFiles.file("lossy.webp"));
        Files.write(folder.resolve("2.tiff"), SampleFiles.file("lzw.tiff"));
        Files.writeString(folder.resolve("3.jpg"), "no picture");

        assertThat(whole("1.webp").bytes()).isEqualTo(SampleFiles.file("lossy.webp"));
        assertThat(whole("2.tiff").type()).isEqualTo("image/jpeg");
        assertThat(whole("2.tiff").bytes()).startsWith(0xff, 0xd8, 0xff);
        assertThatExceptionOfType(ImageStoreException.class).isThrownBy(() -> whole("3.jpg"));
    }
}
