package io.github.labelverifier.cli;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An option whose default is what the report was made with: no configuration comes between. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
@interface AsInReport {}
