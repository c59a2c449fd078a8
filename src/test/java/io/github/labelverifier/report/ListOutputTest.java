package io.github.labelverifier.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.image.S3Location;
import io.github.labelverifier.sample.SampleFindings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ListOutputTest {
    private static final S3Location LOCATION = S3Location.split("s3://photos/deer/");
    private static final String ODD = "deer/a\nb\u202e é %20.jpg";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private String written(ListOutput list) throws IOException {
        list.accept(SampleFindings.flagged("deer/1.jpg"));
        list.accept(SampleFindings.flagged(ODD));
        list.flush();
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void keys_ended_by_newlines_are_escaped_and_the_escaped_ones_are_counted() throws IOException {
        ListOutput list = ListOutput.ofKeys(out, false);

        assertThat(written(list)).isEqualTo("deer/1.jpg\ndeer/a\\nb\\u202e é %20.jpg\n");
        assertThat(list.escaped()).isEqualTo(1);
    }

    @Test
    void keys_ended_by_NUL_are_exact() throws IOException {
        ListOutput list = ListOutput.ofKeys(out, true);

        assertThat(written(list)).isEqualTo("deer/1.jpg\0" + ODD + "\0");
        assertThat(list.escaped()).isZero();
    }

    @Test
    void URIs_name_the_bucket_and_leave_the_key_as_it_is() throws IOException {
        assertThat(written(ListOutput.ofUris(out, LOCATION, false)))
                .isEqualTo("s3://photos/deer/1.jpg\ns3://photos/deer/a\\nb\\u202e é %20.jpg\n");
    }

    @Test
    void URIs_ended_by_NUL_are_exact() throws IOException {
        assertThat(written(ListOutput.ofUris(out, LOCATION, true)))
                .isEqualTo("s3://photos/deer/1.jpg\0s3://photos/" + ODD + "\0");
    }
}
