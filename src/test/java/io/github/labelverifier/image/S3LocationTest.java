package io.github.labelverifier.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class S3LocationTest {
    @ParameterizedTest
    @CsvSource({
        "arn:aws:s3:::photos/deer/, it is the ARN of a bucket: write s3://photos/deer/",
        "arn:aws-cn:s3:::photos, it is the ARN of a bucket: write s3://photos/",
        "arn:aws:s3:::photos/deer/*, it is the ARN of a bucket: write s3://photos/deer/",
        "s3://arn:aws:s3:::photos/deer/, it is the ARN of a bucket: write s3://photos/deer/",
        "arn:aws:s3:eu-west-1:123456789012:accesspoint/mine/object/deer, 'it is an access point, by which Rekognition"
                + " reads nothing: write s3://BUCKET/PREFIX with the name of the bucket behind it'",
        "arn:aws:iam::123456789012:role/r, it is an ARN: write s3://BUCKET/PREFIX",
        "S3://photos/deer, not an S3 URI: write s3://photos/deer",
        "s3a://photos/deer, not an S3 URI: write s3://photos/deer",
        "https://photos.s3.eu-west-1.amazonaws.com/deer/, it is the address of a bucket: write s3://photos/deer/",
        "https://s3.amazonaws.com/photos/deer/1.jpg?x=y, it is the address of a bucket: write s3://photos/deer/1.jpg"
    })
    void other_ways_to_name_a_bucket_are_told_how_to_be_written(String text, String instead) {
        assertThatThrownBy(() -> S3Location.split(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(instead);
        assertThat(S3Location.instead(text)).contains(instead);
    }

    @Test
    void usual_names_need_no_other() {
        assertThat(S3Location.instead("s3://photos/arn:aws:s3/*?")).isEmpty();
        assertThat(S3Location.instead("/data/deer")).isEmpty();
        assertThat(S3Location.instead("deer/1.jpg")).isEmpty();
    }

    @Nested
    class An_S3_URI {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "deer/1.jpg",
                    "",
                    "deer",
                    "/leading.jpg",
                    "//two//in//a//row.jpg",
                    "up/../../and/./away",
                    "..",
                    "with space.jpg",
                    " ",
                    "what?.jpg",
                    "a#b.jpg",
                    "100%.jpg",
                    "a%20b%2Fc.jpg",
                    "a+b.jpg",
                    "s3://other/key",
                    "@file",
                    "-rf",
                    "line\nfeed\ttab\u0000nul",
                    "\u202egpj.exe",
                    "é e\u0301 日本 \ud83e\udd8c \uffff"
                })
        void keeps_what_stands_behind_the_bucket_as_it_stands(String key) {
            S3Location location = S3Location.split("s3://photos/" + key);

            assertThat(location).isEqualTo(new S3Location("photos", key));
            assertThat(location.uri()).isEqualTo("s3://photos/" + key);
        }

        @Test
        void may_end_with_the_bucket() {
            assertThat(S3Location.split("s3://photos")).isEqualTo(new S3Location("photos", ""));
            assertThat(S3Location.split("s3://photos").isWholeBucket()).isTrue();
            assertThat(S3Location.split("s3://photos/deer").isWholeBucket()).isFalse();
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "photos/deer", "/photos/deer", "http://photos/deer", "s3:/photos/deer"})
        void begins_with_its_scheme(String text) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> S3Location.split(text))
                    .withMessage("not an S3 URI: write s3://BUCKET/PREFIX");
        }

        @ParameterizedTest
        @ValueSource(strings = {"s3://", "s3:///deer/1.jpg"})
        void names_a_bucket(String text) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> S3Location.split(text))
                    .withMessage("the bucket is missing: write s3://BUCKET/PREFIX");
        }

        @ParameterizedTest
        @ValueSource(strings = {"ab", "two words", "bücket", "b:cket", "bucket?x", "bucket#x", "b%63ket", "bucket\n"})
        void names_a_bucket_that_there_can_be(String bucket) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> S3Location.split("s3://" + bucket + "/deer/"))
                    .withMessage("no bucket can be called '" + bucket + "'");
        }

        @Test
        void may_name_a_bucket_of_255_characters_and_of_none_more() {
            assertThat(S3Location.split("s3://" + "b".repeat(255)).bucket()).hasSize(255);
            assertThatIllegalArgumentException().isThrownBy(() -> S3Location.split("s3://" + "b".repeat(256)));
        }
    }

    @Nested
    class A_key {

        @Test
        void has_at_most_1024_bytes_of_UTF_8() {
            String longest = "é".repeat(512);

            assertThat(S3Location.split("s3://photos/" + longest).prefix()).isEqualTo(longest);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> S3Location.split("s3://photos/" + longest + "x"))
                    .withMessage("a key of S3 has at most 1024 bytes, this one has 1025");
        }

        @Test
        void counts_a_character_above_U_FFFF_as_four_bytes() {
            assertThat(new S3Location("photos", "\ud83e\udd8c".repeat(256)).prefix())
                    .hasSize(512);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new S3Location("photos", "\ud83e\udd8c".repeat(256) + "x"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"high", "low", "swapped"})
        void is_refused_with_half_a_surrogate_pair_which_would_be_sent_as_another_key(String half) {
            String key = switch (half) {
                case "high" -> "a\ud83eb";
                case "low" -> "a\udd8cb";
                default -> "a\udd8c\ud83eb";
            };

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> S3Location.split("s3://photos/" + key))
                    .withMessage("the key is not valid Unicode");
        }
    }

    @Nested
    class As_a_folder {
        private final S3Location deer = S3Location.split("s3://photos/deer").asFolder();

        @Test
        void a_prefix_ends_with_one_slash() {
            assertThat(deer.uri()).isEqualTo("s3://photos/deer/");
            assertThat(deer.asFolder()).isEqualTo(deer);
        }

        @Test
        void a_sibling_whose_name_begins_the_same_is_not_in_it() {
            assertThat(deer.contains("deer/1.jpg")).isTrue();
            assertThat(deer.contains("deer/old/1.jpg")).isTrue();
            assertThat(deer.contains("deer-old/1.jpg")).isFalse();
            assertThat(deer.contains("deer")).isFalse();
            assertThat(deer.contains("Deer/1.jpg")).isFalse();
        }

        @Test
        void a_whole_bucket_stays_one() {
            assertThat(S3Location.split("s3://photos").asFolder()).isEqualTo(new S3Location("photos", ""));
        }

        @Test
        void a_prefix_that_is_too_long_for_the_slash_is_refused() {
            S3Location longest = new S3Location("photos", "x".repeat(1024));

            assertThatIllegalArgumentException().isThrownBy(longest::asFolder).withMessageContaining("1025");
        }
    }

    @Nested
    class As_it_stands {
        private final S3Location deer = S3Location.split("s3://photos/deer");

        @Test
        void a_prefix_is_the_start_of_any_key() {
            assertThat(deer.contains("deer/1.jpg")).isTrue();
            assertThat(deer.contains("deer-old/1.jpg")).isTrue();
            assertThat(deer.contains("dee")).isFalse();
        }

        @Test
        void a_name_below_it_is_the_rest_of_the_key() {
            assertThat(deer.nameBelow("deer-old//1.jpg")).isEqualTo("-old//1.jpg");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> deer.nameBelow("moose/1.jpg"))
                    .withMessage("the key moose/1.jpg is not below s3://photos/deer");
        }

        @Test
        void the_URI_of_an_image_has_its_key_unchanged() {
            assertThat(deer.uriOf("deer/a b+c%20?#.jpg")).isEqualTo("s3://photos/deer/a b+c%20?#.jpg");
            assertThat(deer.uriOf("/x")).isEqualTo("s3://photos//x");
        }
    }
}
