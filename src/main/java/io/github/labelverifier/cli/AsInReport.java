package io.github.labelverifier.cli;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks an option whose default is what the report was made with, so that no configuration may set another. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
@interface AsInReport {}
