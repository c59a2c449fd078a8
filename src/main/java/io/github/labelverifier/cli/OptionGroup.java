package io.github.labelverifier.cli;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The heading in the help under which the options of a class stand, or one of them. Picocli's own groups will not do: it takes an option that
 * is given twice for the beginning of another group, and forgets all options of the group that stood before it,
 * {@code --dry-run} included.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.FIELD})
@interface OptionGroup {
    String value();
}
