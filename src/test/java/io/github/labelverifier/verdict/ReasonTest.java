package io.github.labelverifier.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.labelverifier.verdict.Reason.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReasonTest {

    @ParameterizedTest
    @CsvSource({
        "no-overlap, NO_OVERLAP, '', nothing in common",
        "no-labels, NO_LABELS, '', no labels",
        "contains:Person, CONTAINS, Person, contains Person",
        "fits-elsewhere, FITS_ELSEWHERE, '', fits elsewhere",
        "unlike-the-rest, UNLIKE_THE_REST, '', unlike the rest",
        "doubtful, DOUBTFUL, '', doubtful",
        "duplicate-of:a:b.jpg, DUPLICATE_OF, a:b.jpg, the same as a:b.jpg",
        "duplicate-of, DUPLICATE, '', the same as another image",
        "exemplar, EXEMPLAR, '', exemplar",
        "unsupported-format:heic, UNSUPPORTED_FORMAT, heic, unsupported format: heic",
        "too-large, TOO_LARGE, '', too large",
        "not-available, NOT_AVAILABLE, '', not available",
        "AccessDeniedException, OTHER, AccessDeniedException, AccessDeniedException"
    })
    void a_reason_is_read_from_its_text(String text, Kind kind, String detail, String words) {
        Reason reason = Reason.parse(text);

        assertThat(reason).isEqualTo(new Reason(kind, detail));
        assertThat(reason.text()).isEqualTo(text);
        assertThat(reason.inWords()).isEqualTo(words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "No-Overlap", "no-overlap:", "contains", "contains:", "duplicate-of:", "=1+1", "\n"})
    void nothing_of_a_text_is_lost(String text) {
        assertThat(Reason.parse(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OTHER")
    void no_kind_is_read_as_another(Kind kind) {
        assertThat(Reason.parse(new Reason(kind, "").text()).kind()).isEqualTo(kind);
    }

    @Test
    void a_text_has_one_reason_alone() {
        assertThatThrownBy(() -> new Reason(Kind.OTHER, "contains:Person"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Reason(Kind.NO_OVERLAP, "Person")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void duplicates_count_as_one_reason() {
        assertThat(Reason.duplicateOf("a.jpg").counted()).isEqualTo(Reason.DUPLICATE);
        assertThat(Reason.contains("Person").counted()).isEqualTo(Reason.contains("Person"));
    }

    @ParameterizedTest
    @CsvSource({
        "no-overlap, no-overlap, true",
        "no-overlap, NO-OVERLAP, true",
        "no-overlap, no-labels, false",
        "contains:Person, contains:person, true",
        "contains:Person, person, true",
        "contains:Person, Pers, false",
        "contains:Person, contains, false",
        "duplicate-of:a.jpg, Duplicate-of, true",
        "duplicate-of:a.jpg, duplicate-of:A.jpg, true",
        "duplicate-of:a.jpg, duplicate-of:b.jpg, false",
        "contains:duplicate-of, duplicate-of, true"
    })
    void a_person_may_ask_for_it_in_short(String text, String asked, boolean meant) {
        assertThat(Reason.parse(text).isMeantBy(List.of(Reason.parse(asked)))).isEqualTo(meant);
    }

    @Test
    void a_duplicate_names_its_other_image_and_nothing_else_does() {
        assertThat(Reason.duplicateOf("deer/a:b.jpg").otherImage()).contains("deer/a:b.jpg");
        assertThat(Reason.parse("near-duplicate-of:s3://copies/1.jpg").otherImage())
                .contains("s3://copies/1.jpg");
        assertThat(Reason.contains("Person").otherImage()).isEmpty();
        assertThat(Reason.DUPLICATE.otherImage()).isEmpty();
    }
}
