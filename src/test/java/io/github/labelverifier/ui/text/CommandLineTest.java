package io.github.labelverifier.ui.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CommandLineTest {
    private static CommandLine command() {
        return CommandLine.of("judge")
                .with("my report.jsonl")
                .with("--ignore-label", "Animal")
                .with("--ignore-label", "Person's")
                .with("-o", "stricter.jsonl");
    }

    @Test
    void it_is_one_line_where_there_is_room() {
        assertThat(command().lines(200))
                .containsExactly("label-verifier judge 'my report.jsonl' --ignore-label Animal"
                        + " --ignore-label 'Person'\\''s' -o stricter.jsonl");
    }

    @Test
    void it_is_broken_between_options_and_an_option_stays_with_its_value() {
        assertThat(command().lines(44))
                .containsExactly(
                        "label-verifier judge 'my report.jsonl' \\",
                        "    --ignore-label Animal \\",
                        "    --ignore-label 'Person'\\''s' \\",
                        "    -o stricter.jsonl")
                .allMatch(line -> line.length() <= 44);
    }

    @Test
    void what_is_too_long_for_any_line_is_not_torn() {
        assertThat(CommandLine.of("gallery").with("x".repeat(50)).lines(30))
                .containsExactly("label-verifier gallery \\", "    " + "x".repeat(50));
    }
}
