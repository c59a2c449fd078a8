package io.github.labelverifier.job.delete;

import io.github.labelverifier.ui.terminal.Console;
import java.io.Closeable;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** The keys that a person presses in a review: one by one where the terminal can do that, with Enter where it cannot. */
public final class ReviewKeys implements Closeable {
    private static final char END = 'q';

    private final Console console;
    private final boolean single;

    /** Begins to read keys. */
    public ReviewKeys(Console console) {
        this.console = console;
        this.single = console.terminal().beginKeys();
    }

    /** Asks for one of these keys, and again for anything else. The end of input is {@code q}. */
    public char ask(String question, String keys) throws IOException {
        console.prompt(question);
        while (true) {
            Optional<Character> key = next();
            if (key.isEmpty()) {
                console.tell("");
                return END;
            }
            if (keys.indexOf(key.get()) >= 0) {
                return key.get();
            }
            if (!single) {
                console.prompt(question);
            }
        }
    }

    /** What is pressed; a blank for what is no key of a review. */
    private Optional<Character> next() throws IOException {
        if (single) {
            OptionalInt key = console.terminal().readKey();
            return key.isEmpty() ? Optional.empty() : Optional.of(Character.toLowerCase((char) key.getAsInt()));
        }
        return console.terminal().readLine().map(line -> {
            String answer = line.strip().toLowerCase(Locale.ROOT);
            return answer.length() == 1 ? answer.charAt(0) : ' ';
        });
    }

    /** Shows what a key came to, after the question; one that ends with Enter is on the screen already. */
    public void echo(String word) {
        if (single) {
            console.tell(word);
        }
    }

    @Override
    public void close() {
        console.terminal().endKeys();
    }
}
