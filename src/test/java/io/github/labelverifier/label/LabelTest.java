package io.github.labelverifier.label;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.util.DefaultLocale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelTest {
    private final Label person = new Label("Person", 99, List.of(), List.of("Human"));
    private final Label man = new Label("Man", 98, List.of("Adult", "Male", "Person"), List.of());

    @ParameterizedTest
    @ValueSource(strings = {"Person", "person", "PERSON", "Human", "hUMAN"})
    void it_is_called_by_its_name_and_by_its_aliases_in_any_case(String name) {
        assertThat(person.isCalled(name)).isTrue();
        assertThat(person.isKindOf(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Adult", "male", "PERSON"})
    void it_is_a_kind_of_its_parents_and_is_not_called_by_their_names(String parent) {
        assertThat(man.isKindOf(parent)).isTrue();
        assertThat(man.isCalled(parent)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Perso", "Persons", "Person ", "", "Man", "Human Being"})
    void it_is_nothing_else(String other) {
        assertThat(person.isCalled(other)).isFalse();
        assertThat(person.isKindOf(other)).isFalse();
    }

    @Test
    void a_parent_is_not_a_kind_of_its_child() {
        assertThat(person.isKindOf("Man")).isFalse();
    }

    @Test
    @DefaultLocale("tr-TR")
    void case_does_not_depend_on_where_the_program_runs() {
        Label wildlife = new Label("WILDLIFE", 99, List.of("ANIMAL"), List.of("FAUNA WILD"));

        assertThat(wildlife.isCalled("wildlife")).isTrue();
        assertThat(wildlife.isCalled("fauna wild")).isTrue();
        assertThat(wildlife.isKindOf("animal")).isTrue();
    }
}
