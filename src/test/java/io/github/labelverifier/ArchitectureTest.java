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
import java.io.Console;
import java.io.FileDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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

    /** Each package with all that it may use besides itself and the JDK. */
    enum Room {
        IMAGE(List.of()),
        LABEL(List.of(IMAGE)),
        VERDICT(List.of(IMAGE, LABEL)),
        SCAN(List.of(IMAGE, LABEL, VERDICT)),
        REPORT(List.of(IMAGE, LABEL, VERDICT), "com.fasterxml.jackson.core..", "org.apache.commons.csv.."),
        REMOVAL(List.of(IMAGE, LABEL, VERDICT, REPORT), "com.fasterxml.jackson.core.."),
        GALLERY(List.of(IMAGE, LABEL, VERDICT, REPORT), "com.samskivert.mustache..", "javax.imageio.."),
        AWS(List.of(IMAGE, LABEL), "software.amazon.awssdk..", "javax.net.ssl.."),
        CLI(List.of(IMAGE, LABEL, VERDICT, SCAN, REPORT, REMOVAL, GALLERY, AWS), "picocli..");

        private final List<Room> doors;
        private final List<String> libraries;

        Room(List<Room> doors, String... libraries) {
            this.doors = doors;
            this.libraries = List.of(libraries);
        }

        String contents() {
            return ROOT + "." + name().toLowerCase(Locale.ROOT) + "..";
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
    }

    @Test
    void what_scans_or_shows_has_no_way_to_remove() {
        noClasses()
                .that()
                .resideInAnyPackage(Room.SCAN.contents(), Room.GALLERY.contents())
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ImageRemover.class)
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
    void only_the_command_line_touches_the_standard_streams() {
        noClasses()
                .that()
                .resideOutsideOfPackage(Room.CLI.contents())
                .should(ACCESS_STANDARD_STREAMS)
                .orShould()
                .accessField(System.class, "in")
                .orShould()
                .dependOnClassesThat(belongToAnyOf(Console.class, FileDescriptor.class))
                .check(PROGRAM);
    }

    @Test
    void only_the_command_line_ends_the_process_or_watches_its_end() {
        noClasses()
                .that()
                .resideOutsideOfPackage(Room.CLI.contents())
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Runtime.class)
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
        assertThat(PROGRAM.getPackage(ROOT).getSubpackages())
                .hasSize(Room.values().length)
                .allMatch(room -> room.isAnnotatedWith(NullMarked.class), "@NullMarked");
    }
}
