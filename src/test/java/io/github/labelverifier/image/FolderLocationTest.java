package io.github.labelverifier.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderLocationTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/etc/passwd",
                "//x",
                ".",
                "./1.jpg",
                "a/./1.jpg",
                "..",
                "../1.jpg",
                "a/..",
                "a/../1.jpg",
                "a/../../1.jpg",
                "a//1.jpg",
                "a/",
                "1.jpg\u0000.txt"
            })
    void no_key_leads_out_of_the_folder_or_into_it_by_a_detour(String key) {
        FolderLocation location = new FolderLocation(folder);

        assertThat(location.contains(key)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> location.resolve(key));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> location.nameBelow(key))
                .withMessageContaining("is not below " + folder);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.jpg",
                "a/b/1.jpg",
                "...",
                "..a",
                "a..",
                ".hidden",
                " ",
                "-rf",
                "~",
                "$HOME",
                "a*b?",
                "line\nfeed",
                "日本/é.jpg"
            })
    void an_odd_name_is_a_name(String key) {
        FolderLocation location = new FolderLocation(folder);

        assertThat(location.contains(key)).isTrue();
        assertThat(location.nameBelow(key)).isEqualTo(key);
        assertThat(location.resolve(key).startsWith(folder)).isTrue();
    }

    @Test
    void the_folder_is_absolute_and_has_no_detours() {
        FolderLocation location = new FolderLocation(Path.of("a/./b/../c"));

        assertThat(location.folder()).isEqualTo(Path.of("").toAbsolutePath().resolve("a/c"));
        assertThat(location.uri()).isEqualTo(location.folder().toString());
        assertThat(location).isEqualTo(new FolderLocation(Path.of("a/c")));
    }

    @Test
    void the_URI_of_an_image_is_that_of_its_file() {
        FolderLocation location = new FolderLocation(folder);

        assertThat(location.uriOf("a b/100%?.jpg")).isEqualTo(folder.toUri() + "a%20b/100%25%3F.jpg");
    }

    @Test
    void what_was_asked_for_outside_of_the_folder_has_a_URI_too() {
        FolderLocation location = new FolderLocation(folder);

        assertThat(location.uriOf("../1.jpg")).isEqualTo(folder.toUri() + "../1.jpg");
    }
}
