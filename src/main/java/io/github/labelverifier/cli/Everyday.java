package io.github.labelverifier.cli;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An option that most people want sooner or later: {@code -h} shows these, {@code --help} shows all. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
@interface Everyday {}
