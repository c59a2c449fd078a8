package io.github.labelverifier.ui.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.report.Advice;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.ui.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdviceTextTest {
    private static final Path REPORT = Path.of("deer.jsonl");

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    private record Screen(int columns) implements Terminal {
        @Override
        public boolean isInput() {
            return columns > 0;
        }

        @Override
        public boolean isOutput() {
            return columns > 0;
        }

        @Override
        public boolean isError() {
            return columns > 0;
        }

        @Override
        public void discardTyped() {}

        @Override
        public Optional<String> readLine() {
            return Optional.empty();
        }
    }

    /** On a screen of so many columns; of none, it is no screen. */
    private AdviceText text(int columns, Path report, long images, Advice... advice) {
        Console console = new Console(
                OutputStream.nullOutputStream(),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                new Screen(columns),
                Map.of("TERM", "xterm", "NO_COLOR", "1"));
        return new AdviceText(console, report, List.of("Outdoors"), List.of(advice), images);
    }

    private String told() {
        String told = err.toString(StandardCharsets.UTF_8);
        err.reset();
        return told;
    }

    @Test
    void each_advice_is_followed_by_its_command_where_nothing_else_comes() {
        text(
                        0,
                        REPORT,
                        100,
                        new Advice.GenericLabel("Animal", 41),
                        new Advice.GenericLabel("Wild Life", 3),
                        new Advice.OtherRule("contrast", 1_200))
                .tell(true);

        assertThat(told()).isEqualTo("""
                Advice, free of charge:
                  Generic labels alone keep images that fit badly: Animal (41), Wild Life (3).
                    label-verifier judge deer.jsonl --ignore-label Outdoors --ignore-label Animal --ignore-label 'Wild Life' -o deer-stricter.jsonl
                  1,200 kept images are doubtful: unlike most of the folder.
                    label-verifier judge deer.jsonl --flag-doubtful -o deer-doubtful.jsonl
                """);
    }

    @Test
    void on_a_screen_the_commands_stand_side_by_side_with_what_else_can_be_done_and_no_line_is_too_long() {
        AdviceText text =
                text(60, REPORT, 100, new Advice.GenericLabel("Animal", 41), new Advice.OtherRule("contrast", 1));
        text.tell(false);
        text.tellNext(Optional.empty(), true, true);

        String told = told();
        assertThat(told).isEqualTo("""
                Advice:
                  Generic labels alone keep images that fit badly: Animal
                    (41).
                  1 kept image is doubtful: unlike most of the folder.
                Next:
                  look         label-verifier gallery deer.jsonl
                  be stricter  label-verifier judge deer.jsonl \\
                                   --ignore-label Outdoors \\
                                   --ignore-label Animal \\
                                   -o deer-stricter.jsonl
                               label-verifier judge deer.jsonl \\
                                   --flag-doubtful -o deer-doubtful.jsonl
                  decide       label-verifier review deer.jsonl
                  remove       label-verifier delete deer.jsonl
                """);
        assertThat(told.lines()).allMatch(line -> line.length() <= 60);
    }

    @Test
    void nothing_is_said_of_what_is_not_worth_it() {
        text(80, REPORT, 5).tell(true);
        assertThat(told()).isEmpty();

        text(80, REPORT, 5).tellNext(Optional.of(Path.of("deer.html")), true, true);
        assertThat(told()).isEqualTo("""
                Next:
                  look         deer.html, in a browser
                  decide       label-verifier review deer.jsonl
                  remove       label-verifier delete deer.jsonl
                """);
    }

    @Test
    void of_few_images_it_says_that_it_guesses() {
        text(80, REPORT, 29, new Advice.OtherRule("contrast", 2)).tell(false);

        assertThat(told()).contains("With fewer than 30 images this is a guess");
    }

    @Test
    void many_labels_are_all_in_the_command_and_not_all_in_the_sentence() {
        List<Advice> advice = new ArrayList<>();
        for (char label = 'A'; label <= 'I'; label++) {
            advice.add(new Advice.GenericLabel(String.valueOf(label), 9));
        }

        text(0, REPORT, 100, advice.toArray(Advice[]::new)).tell(true);

        assertThat(told()).contains("E (9), F (9) and 3 more.", "--ignore-label I -o");
    }

    @Test
    void the_commands_write_to_names_that_are_free() throws IOException {
        for (String taken : List.of("my deer.html", "my deer-stricter.jsonl", "my deer-stricter-2.jsonl")) {
            Files.createFile(folder.resolve(taken));
        }
        AdviceText text = text(0, folder.resolve("my deer.jsonl"), 100, new Advice.GenericLabel("Animal", 41));
        text.tell(true);
        text.tellNext(Optional.empty(), false, false);

        assertThat(told())
                .contains("-o '" + folder.resolve("my deer-stricter-3.jsonl") + "'")
                .contains("gallery '" + folder.resolve("my deer.jsonl") + "' -o '" + folder.resolve("my deer-2.html")
                        + "'")
                .doesNotContain("delete");
    }
}
