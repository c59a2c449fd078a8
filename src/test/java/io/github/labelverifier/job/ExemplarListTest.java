package io.github.labelverifier.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.labelverifier.report.MalformedReportException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExemplarListTest {
    private static final Map<String, List<String>> TWO_CLASSES =
            Map.of("deer", List.of("animals/deer/1.jpg", "animals/deer/2.jpg"), "dog", List.of("animals/dog/7.jpg"));

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("exemplars.csv");
    }

    private Map<String, List<String>> read(String text) throws IOException {
        Files.writeString(file, text);
        return ExemplarList.read(file);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deer,animals/deer/1.jpg\ndeer,animals/deer/2.jpg\ndog,animals/dog/7.jpg\n",
                "class,key\ndeer,animals/deer/1.jpg\ndeer,animals/deer/2.jpg\ndog,animals/dog/7.jpg",
                "\uFEFFclass,key\r\ndeer,animals/deer/1.jpg\r\ndeer,animals/deer/2.jpg\r\ndog,animals/dog/7.jpg\r\n",
                "\uFEFFClass;Key\r\ndeer;animals/deer/1.jpg\r\ndeer;animals/deer/2.jpg\r\ndog;animals/dog/7.jpg\r\n",
                "Class,Key,,\r\ndeer,animals/deer/1.jpg,,\r\ndeer,animals/deer/2.jpg,,\r\n,,,\r\ndog,animals/dog/7.jpg,,",
                "deer;animals/deer/1.jpg;;\r\ndeer;animals/deer/2.jpg;;\r\n;;;\r\n\r\ndog;animals/dog/7.jpg;;\r\n;;;\r\n",
                "sep=;\r\nCLASS;KEY\r\ndeer;animals/deer/1.jpg\r\ndeer;animals/deer/2.jpg\r\ndog;animals/dog/7.jpg\r\n",
                "class\tkey\ndeer\tanimals/deer/1.jpg\ndeer\tanimals/deer/2.jpg\ndog\tanimals/dog/7.jpg\n",
                "\uFEFF\"Class\",\"Key\"\ndeer,\"animals/deer/1.jpg\"\ndeer,animals/deer/2.jpg\ndog,animals/dog/7.jpg\n"
            })
    void what_spreadsheets_save_is_understood(String text) throws IOException {
        assertThat(read(text)).isEqualTo(TWO_CLASSES);
    }

    @Test
    void a_separator_of_other_files_is_a_part_of_a_key() throws IOException {
        assertThat(read("deer,a;b.jpg\n\"red deer\",\"c,d\te.jpg\"\n"))
                .isEqualTo(Map.of("deer", List.of("a;b.jpg"), "red deer", List.of("c,d\te.jpg")));
        assertThat(read("class;key\ndeer;a,b.jpg\n")).isEqualTo(Map.of("deer", List.of("a,b.jpg")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"deer,1.jpg\ndeer\n", "deer,1.jpg\n,2.jpg\n", "deer,1.jpg\ndeer,2.jpg,3.jpg\n"})
    void a_line_of_something_else_is_told_with_its_number(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(MalformedReportException.class)
                .hasMessageContaining("exemplars.csv line 2:");
    }

    @Test
    void another_charset_is_told() throws IOException {
        Files.write(file, "deer,1.jpg\nd\u00e9er,2.jpg\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> ExemplarList.read(file)).hasMessageContaining("not UTF-8");
    }

    @Test
    void an_endless_file_ends_in_a_sentence() {
        assertThatThrownBy(() -> ExemplarList.read(Path.of("/dev/zero"))).hasMessageContaining("too large");
    }
}
