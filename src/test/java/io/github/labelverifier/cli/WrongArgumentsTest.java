package io.github.labelverifier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person reads who mistyped a command line. */
class WrongArgumentsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "verify s3://b/deer -e k --min-confidance 80 | there is no --min-confidance: did you mean --min-confidence?",
                "verify s3://b/deer -e k --min-confidance=80 | there is no --min-confidance: did you mean --min-confidence?",
                "verify s3://b/deer -e k --dryrun           | there is no --dryrun: did you mean --dry-run?",
                "verify s3://b/deer -e k --zebra            | there is no --zebra",
                "verfiy s3://b/deer                         | there is no command verfiy: did you mean verify?",
                "verify s3://b/deer -e k --confidence 80    | there is no --confidence: did you mean --min-confidence?",
                "completion bash                            | there is no command completion: did you mean generate-completion?",
                "zebra                                      | there is no command zebra",
                "help verfiy                                | there is no command verfiy: did you mean verify?",
                "restore a.jsonl b.jsonl                    | 'b.jsonl' is one argument too many",
                "judge a.jsonl --format tabel               | --format takes table, keys, uris, jsonl, csv, none, not 'tabel': did you mean table?",
                "show a.jsonl --sort wrost                  | --sort takes report, key, worst, not 'wrost': did you mean worst?",
                "show a.jsonl --show flagg                  | did you mean flag?",
                "verify s3://b/deer -e k --min-confidence 0,85 | --min-confidence takes a number such as 85 or 0.5, not '0,85'",
                "verify s3://b/deer -e k --max-labels ten   | --max-labels takes a whole number such as 10, not 'ten'",
                "verify s3://b/deer -e k --price-per-image x | --price-per-image takes a number such as 0.001, not 'x'",
                "verify s3://b/deer -e k --tps fast         | --tps takes a number such as 85 or 0.5, not 'fast'",
                "judge a.jsonl --rule contrst               | --rule takes overlap, contrast, not 'contrst': did you mean contrast?"
            })
    void names_what_is_wrong_and_what_was_meant(String line, String message) {
        ProgramInProcess.Result result = new ProgramInProcess().run(line.split(" "));

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).startsWith("error: ").contains(message);
        assertThat(result.err()).doesNotContain("Exception", "index", "double", "Unmatched", "Unknown");
        assertThat(result.err().lines().count()).isLessThanOrEqualTo(2);
    }
}
