package io.github.labelverifier.report;

import io.github.labelverifier.label.Label;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A label as far as it is the same in many images: its name and its other names, as one report or another writes them. */
public final class LabelText {
    private final int number;
    private final Label label;
    private final byte[] name;
    private final byte[] others;
    private final int hash;
    private final @Nullable LabelText next;

    LabelText(int number, Label label, byte[] name, byte[] others, int hash, @Nullable LabelText next) {
        this.number = number;
        this.label = label;
        this.name = name;
        this.others = others;
        this.hash = hash;
        this.next = next;
    }

    /** Tells it from the others of its {@link LabelTexts}: a small number, from 0. */
    public int number() {
        return number;
    }

    /** The label, of a confidence that says nothing and without instances. */
    public Label label() {
        return label;
    }

    /** The name as it stands between quotes. */
    byte[] name() {
        return name;
    }

    /** What stands between the confidence and the instances: the fields of the other names. */
    byte[] others() {
        return others;
    }

    int hash() {
        return hash;
    }

    /** Another one in the same place. */
    @Nullable
    LabelText next() {
        return next;
    }

    boolean isNamed(byte[] line, int from, int to) {
        return Arrays.equals(line, from, to, name, 0, name.length);
    }
}
