package io.github.labelverifier.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.testing.Program;
import io.github.labelverifier.testing.StubLabel;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelsIT {
    @TempDir
    private Path folder;

    private final Zoo zoo = new Zoo();

    @AfterEach
    void close() {
        zoo.close();
    }

    @Test
    void labels_stand_side_by_side_with_what_they_would_make() throws Exception {
        zoo.add("zoo/dog/20.jpg", "a dog with a person", "dog", StubLabel.person(99));

        Program.Result result = zoo.program("labels", "s3://photos/zoo/dog/01.jpg", "s3://photos/zoo/dog/20.jpg")
                .run()
                .expectExit(0)
                .expectStderr("Reference  Animal (2), Dog (2)", "zoo/dog/20.jpg contains Person", "2 calls");

        assertThat(result.stdoutLines().get(0)).contains("LABEL", "01.jpg", "20.jpg", "PARENTS");
        assertThat(result.stdout()).containsPattern("Dog +98.0 +98.0 +yes");
        assertThat(result.stdout()).containsPattern("Animal +97.0 +97.0 +yes +parent of Dog");
        assertThat(result.stdout()).containsPattern("Person +99.0");
        assertThat(result.stderr()).contains("Generic, and let look-alikes through: Animal, Dog, Mammal");
    }

    @Test
    void labels_that_are_common_elsewhere_are_called_generic() throws Exception {
        Path cats = zoo.reports(folder).get(Zoo.CLASSES.indexOf("cat"));

        Program.Result result = zoo.program("labels", "s3://photos/zoo/dog/01.jpg", "--against", cats.toString())
                .run()
                .expectExit(0);

        assertThat(result.stdout()).containsPattern("Animal +97.0 +yes +parent of Dog, in 100% elsewhere");
        assertThat(result.stdout()).containsPattern("Dog Breed +96.0 +yes +Dog, Animal");
    }

    @Test
    void a_missing_image_is_told_before_anything_is_paid() throws Exception {
        zoo.program("labels", "s3://photos/zoo/dog/01.jpg", "s3://photos/zoo/dog/none.jpg")
                .run()
                .expectExit(1)
                .expectBriefError()
                .expectStderr("zoo/dog/none.jpg");
        zoo.program("labels", "s3://photos/zoo/dog/01.jpg", "s3://other/1.jpg")
                .run()
                .expectExit(2);
        zoo.program("labels", "s3://photos/zoo/dog/01.jpg", "file.jpg").run().expectExit(2);
        zoo.program("labels").run().expectExit(2);

        assertThat(zoo.aws().rekognition().requests()).isZero();
    }

    @Test
    void the_same_content_is_paid_once() throws Exception {
        zoo.add("zoo/dog/30.jpg", "twins", "dog");
        zoo.add("zoo/dog/31.jpg", "twins", "dog");

        zoo.program("labels", "s3://photos/zoo/dog/30.jpg", "s3://photos/zoo/dog/31.jpg")
                .run()
                .expectExit(0);

        assertThat(zoo.aws().rekognition().requests()).isEqualTo(1);
    }
}
