package io.github.labelverifier.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page of Markdown, named by its path from the top of the project. */
public record Page(Path file, String text) {
    private static final Path README = Path.of("README.md");
    private static final Path DOCS = Path.of("src", "docs");
    private static final Pattern BLOCK = Pattern.compile("^```(\\w*)\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

    /** The page at the top of the project. */
    public static Page readme() {
        return read(README);
    }

    /** A page by its name in {@code src/docs}. */
    public static Page named(String name) {
        return read(DOCS.resolve(name));
    }

    /** All pages. */
    public static List<Page> all() {
        try (Stream<Path> files = Files.walk(DOCS)) {
            return Stream.concat(
                            Stream.of(README),
                            files.filter(file -> file.toString().endsWith(".md"))
                                    .sorted())
                    .map(Page::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Page read(Path file) {
        try {
            return new Page(file, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is to be typed into a shell, a text a block. */
    public List<String> scripts() {
        return BLOCK.matcher(text)
                .results()
                .filter(block -> block.group(1).equals("sh"))
                .map(block -> block.group(2))
                .toList();
    }

    /** The arguments of every call of the program that is to be typed. */
    public List<List<String>> commandLines() {
        return scripts().stream()
                .flatMap(script -> ShellScript.commands(script).stream())
                .filter(words -> words.get(0).equals("label-verifier"))
                .map(words -> words.subList(1, words.size()))
                .toList();
    }

    /** What is said besides what is to be typed or was printed. */
    public String prose() {
        return BLOCK.matcher(text).replaceAll("");
    }

    /** The rows of its tables, a cell of Markdown each; the lines below their heads are left out. */
    public List<List<String>> rows() {
        return prose().lines()
                .filter(line -> line.startsWith("|") && !line.startsWith("|---"))
                .map(line ->
                        List.of(line.strip().replaceAll("^\\|\\s*|\\s*\\|$", "").split("\\s*(?<!\\\\)\\|\\s*")))
                .toList();
    }

    /** Where its links lead. */
    public List<String> links() {
        return LINK.matcher(prose()).results().map(result -> result.group(1)).toList();
    }

    /** What a pattern finds in it. */
    public Stream<MatchResult> find(String pattern) {
        return Pattern.compile(pattern).matcher(text).results();
    }

    /** The anchors of its headings, as they are made on the web. */
    public List<String> anchors() {
        return prose().lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("#+ ", "")
                        .toLowerCase(java.util.Locale.ROOT)
                        .replaceAll("[^a-z0-9 -]", "")
                        .replace(' ', '-'))
                .toList();
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
