package io.github.labelverifier;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.labelverifier.image.ImageRemover;
import io.github.labelverifier.job.Interruptions;
import io.github.labelverifier.store.RemovableStore;
import java.io.Console;
import java.io.FileDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rooms of the house and the doors between them. A new arrow is a decision: it is made here first. */
class ArchitectureTest {

    private static final String ROOT = "io.github.labelverifier";

    private static final JavaClasses PROGRAM = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    /** Each package with all that it may use besides itself and the JDK: ground, domain, engine, stores, people, jobs, roof. */
    enum Room {
        ESCAPE("escape", List.of()),
        DISK("disk", List.of()),
        THREAD("thread", List.of()),
        PICTURE("picture", List.of(THREAD), "javax.imageio..", "com.twelvemonkeys.imageio.plugins.."),
        RATE("rate", List.of()),

        IMAGE("image", List.of(ESCAPE, PICTURE)),
        LABEL("label", List.of(IMAGE)),
        VERDICT("verdict", List.of(IMAGE, LABEL)),

        SCAN("scan", List.of(IMAGE, LABEL, VERDICT, RATE, DISK, THREAD)),
        REPORT(
                "report",
                List.of(IMAGE, LABEL, VERDICT, DISK, ESCAPE),
                "com.fasterxml.jackson.core..",
                "org.apache.commons.csv.."),
        REVIEW("review", List.of(IMAGE, VERDICT, REPORT, DISK), "com.fasterxml.jackson.core.."),
        REMOVAL(
                "removal",
                List.of(IMAGE, LABEL, VERDICT, REPORT, REVIEW, DISK, THREAD),
                "com.fasterxml.jackson.core.."),

        EXPORT("export", List.of(IMAGE, LABEL, VERDICT, REPORT, DISK), "com.fasterxml.jackson.core.."),

        AWS_ERROR("aws.error", List.of(IMAGE, ESCAPE), "software.amazon.awssdk.."),
        AWS_HTTP("aws.http", List.of(IMAGE, ESCAPE, THREAD, AWS_ERROR), "software.amazon.awssdk..", "javax.net.ssl.."),
        AWS_CREDENTIALS("aws.credentials", List.of(AWS_ERROR), "software.amazon.awssdk.."),
        S3("aws.s3", List.of(IMAGE, THREAD, AWS_ERROR), "software.amazon.awssdk.."),
        REKOGNITION("aws.rekognition", List.of(IMAGE, LABEL, AWS_ERROR, S3), "software.amazon.awssdk.."),
        AWS(
                "aws",
                List.of(IMAGE, LABEL, ESCAPE, AWS_ERROR, AWS_HTTP, AWS_CREDENTIALS, S3, REKOGNITION),
                "software.amazon.awssdk.."),
        STORE("store", List.of(IMAGE, LABEL, ESCAPE, AWS)),

        DETECTOR("detector", List.of(IMAGE, LABEL, DISK, ESCAPE, THREAD), "com.fasterxml.jackson.core.."),

        TEXT("ui.text", List.of()),
        TERMINAL("ui.terminal", List.of(ESCAPE, PICTURE, TEXT)),
        VIEW("ui.view", List.of(IMAGE, LABEL, VERDICT, ESCAPE, RATE, SCAN, REPORT, REVIEW, REMOVAL, TEXT, TERMINAL)),

        JOB(
                "job",
                List.of(
                        IMAGE, LABEL, VERDICT, DISK, ESCAPE, THREAD, PICTURE, RATE, SCAN, REPORT, REVIEW, REMOVAL,
                        STORE, TEXT, TERMINAL, VIEW),
                "org.apache.commons.csv.."),
        DELETE("job.delete", JOB),
        DOCTOR("job.doctor", and(JOB.doors, JOB, DETECTOR)),
        JUDGE("job.judge", JOB),
        GALLERY("job.gallery", JOB, "com.samskivert.mustache.."),
        SHOW("job.show", and(JOB.doors, JOB, EXPORT)),
        INSPECT("job.inspect", JOB),
        LOOK(
                "job.review",
                and(JOB.doors, JOB, DELETE, GALLERY),
                "com.fasterxml.jackson.core..",
                "com.sun.net.httpserver.."),
        VERIFY("job.verify", and(JOB.doors, JOB, DELETE, JUDGE, GALLERY, INSPECT, DETECTOR)),

        CLI(
                "cli",
                and(JOB.doors, JOB, DELETE, DOCTOR, JUDGE, GALLERY, SHOW, INSPECT, LOOK, VERIFY, EXPORT, DETECTOR),
                "picocli..");

        private final String name;
        private final List<Room> doors;
        private final List<String> libraries;

        Room(String name, List<Room> doors, String... libraries) {
            this.name = name;
            this.doors = doors;
            this.libraries = List.of(libraries);
        }

        /** A job: it may use what all jobs share and all that those may use. */
        Room(String name, Room shared, String... libraries) {
            this(name, and(shared.doors, shared), libraries);
        }

        private static List<Room> and(List<Room> some, Room... more) {
            return Stream.concat(some.stream(), Stream.of(more)).toList();
        }

        String contents() {
            return ROOT + "." + name;
        }

        String[] mayUse() {
            List<String> packages = new ArrayList<>(List.of("java..", "org.jspecify.annotations..", contents()));
            doors.forEach(room -> packages.add(room.contents()));
            packages.addAll(libraries);
            return packages.toArray(String[]::new);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_package_uses_what_the_design_gives_it_and_nothing_else(Room room) {
        classes()
                .that()
                .resideInAPackage(room.contents())
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(room.mayUse())
                .check(PROGRAM);
    }

    @Test
    void every_class_lives_in_one_of_the_packages_of_the_design() {
        String[] rooms = Stream.of(Room.values()).map(Room::contents).toArray(String[]::new);

        classes().should().resideInAnyPackage(rooms).check(PROGRAM);
    }

    @Test
    void packages_do_not_use_each_other_in_circles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(PROGRAM);
        slices().matching(ROOT + ".job.(*)..").should().beFreeOfCycles().check(PROGRAM);
        slices().matching(ROOT + ".ui.(*)..").should().beFreeOfCycles().check(PROGRAM);
        slices().matching(ROOT + ".aws.(*)..").should().beFreeOfCycles().check(PROGRAM);
    }

    @Test
    void what_scans_judges_or_shows_has_no_way_to_remove() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        Room.SCAN.contents(),
                        Room.GALLERY.contents(),
                        Room.JUDGE.contents(),
                        Room.DOCTOR.contents(),
                        Room.SHOW.contents(),
                        Room.LOOK.contents(),
                        ROOT + ".ui..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ImageRemover.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(RemovableStore.class)
                .check(PROGRAM);
    }

    @Test
    void a_verdict_is_a_pure_function() {
        noClasses()
                .that()
                .resideInAPackage(Room.VERDICT.contents())
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.io..", "java.net..", "java.nio.file..", "java.util.concurrent..", "java.time..")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Thread.class, Random.class)
                .check(PROGRAM);
    }

    @Test
    void only_the_command_line_and_the_terminal_touch_the_standard_streams() {
        noClasses()
                .that()
                .resideOutsideOfPackages(Room.CLI.contents(), Room.TERMINAL.contents())
                .should(ACCESS_STANDARD_STREAMS)
                .orShould()
                .accessField(System.class, "in")
                .orShould()
                .dependOnClassesThat(belongToAnyOf(Console.class, FileDescriptor.class))
                .check(PROGRAM);
    }

    @Test
    void only_the_command_line_ends_the_process_and_one_class_watches_its_end() {
        noClasses()
                .that()
                .resideOutsideOfPackage(Room.CLI.contents())
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "halt", int.class)
                .check(PROGRAM);
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(Interruptions.class.getName())
                .should()
                .callMethod(Runtime.class, "addShutdownHook", Thread.class)
                .check(PROGRAM);
    }

    @Test
    void nothing_static_can_change() {
        fields().that().areStatic().should().beFinal().check(PROGRAM);
    }

    @Test
    void names_say_what_a_class_is() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Helper|Manager|Common)s?")
                .check(PROGRAM);
    }

    @Test
    void null_is_declared_where_it_may_appear() {
        assertThat(Stream.of(Room.values()).map(room -> PROGRAM.getPackage(room.contents())))
                .allMatch(room -> room.isAnnotatedWith(NullMarked.class), "@NullMarked");
    }
}
