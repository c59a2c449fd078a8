package io.github.labelverifier.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.image.S3Location;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Locations as they are typed. */
class LocationsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "s3://photos/deer/*.jpg | it takes no wildcards: write s3://photos/deer/ --include '*.jpg' (or --raw-prefix,"
                        + " if the keys have a * in them)",
                "s3://photos/d*/a.jpg | it takes no wildcards: write s3://photos/ --include 'd*/a.jpg' (or --raw-prefix, if"
                        + " the keys have a * in them)",
                "s3://photos/deer/1.JPG | it is one image, by its name: give the folder that it is in, s3://photos/deer/,"
                        + " and add --include '1.JPG' to check it alone (a folder of that name is written with a slash at"
                        + " its end)",
                "arn:aws:s3:::photos/deer | it is the ARN of a bucket: write s3://photos/deer",
                "s3://arn:aws:s3:::photos/deer | it is the ARN of a bucket: write s3://photos/deer"
            })
    void what_other_programs_understand_is_told_how_to_be_written(String text, String instead) {
        CommandFailure failure = catchThrowableOfType(CommandFailure.class, () -> Locations.parse(text, false, false));

        assertThat(failure).hasMessage("LOCATION " + text + ": " + instead);
        assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void names_that_only_look_like_it_can_still_be_given() throws Exception {
        assertThat(Locations.parse("s3://photos/a*b", true, false)).isEqualTo(new S3Location("photos", "a*b"));
        assertThat(Locations.parse("s3://photos/1.jpg/", false, false)).isEqualTo(new S3Location("photos", "1.jpg/"));
        assertThat(Locations.parse("s3://photos/v1.2", false, false)).isEqualTo(new S3Location("photos", "v1.2/"));
        assertThat(Locations.parse("s3://my.photos.png", false, true)).isEqualTo(new S3Location("my.photos.png", ""));
    }

    @Test
    void an_exemplar_may_not_be_an_arn_either() {
        CommandFailure failure = catchThrowableOfType(
                CommandFailure.class,
                () -> Locations.key("-e", "arn:aws:s3:::photos/deer/1.jpg", new S3Location("photos", "deer/")));

        assertThat(failure)
                .hasMessage(
                        "-e arn:aws:s3:::photos/deer/1.jpg: it is the ARN of a bucket: write s3://photos/deer/1.jpg");
    }

    @ParameterizedTest
    @CsvSource({
        "s3://photos/deer/, s3://photos/dog/, dog/1.jpg, dog/1.jpg",
        "s3://photos/, s3://photos/, dog/1.jpg, dog/1.jpg",
        "s3://photos/deer/, s3://copies/deer/, deer/1.jpg, s3://copies/deer/1.jpg",
        "s3://photos/deer/, s3://photos-2/deer/, deer/1.jpg, s3://photos-2/deer/1.jpg",
        "s3://photos-2/deer/, s3://photos/deer/, deer/1.jpg, s3://photos/deer/1.jpg",
        "/zoo/deer, /zoo/dog, a/1.jpg, /zoo/dog/a/1.jpg"
    })
    void anImageElsewhereIsNamedSoThatItCanBeToldFromOneHere(String here, String there, String key, String name) {
        assertThat(ImageLocation.name(here, there, key)).isEqualTo(name);
    }
}
