package io.github.labelverifier.job;

import io.github.labelverifier.report.MalformedReportException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The exemplars of several classes: CSV in UTF-8, {@code class,key}, one exemplar a line. A first line of just these words is
 * a heading.
 *
 * <p>So is what spreadsheets make of it: with a byte order mark, with semicolons or tabs in the place of commas, with empty
 * lines and empty last columns.
 */
public final class ExemplarList {
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final char[] SEPARATORS = {',', ';', '\t'};
    /** The first line of some spreadsheets' files, which names the separator that follows. */
    private static final String SEPARATOR_LINE = "sep=";
    /** More than a hundred thousand exemplars take, whose calls would cost a hundred dollars. */
    private static final int MOST_CHARACTERS = 16 * 1024 * 1024;

    private ExemplarList() {}

    /**
     * The exemplars of each class, as they are given.
     *
     * @throws MalformedReportException if a line is none of a class and a key
     * @throws IOException if the file cannot be read
     */
    public static Map<String, List<String>> read(Path file) throws IOException {
        String text = text(file);
        String first = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        Map<String, List<String>> exemplars = new TreeMap<>();
        try (CSVParser csv = CSVParser.parse(
                text,
                CSVFormat.RFC4180
                        .builder()
                        .setIgnoreEmptyLines(true)
                        .setDelimiter(separator(first))
                        .get())) {
            for (CSVRecord line : csv) {
                List<String> values = withoutEmptyEnd(line.toList());
                if (values.isEmpty() || isHeading(line.getRecordNumber(), values)) {
                    continue;
                }
                if (values.size() != 2 || values.get(0).isEmpty()) {
                    throw new MalformedReportException(
                            file, csv.getCurrentLineNumber(), "not a class and a key with a comma between them");
                }
                exemplars
                        .computeIfAbsent(values.get(0), name -> new ArrayList<>())
                        .add(values.get(1));
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return exemplars;
    }

    private static String text(Path file) throws IOException {
        StringBuilder text = new StringBuilder();
        char[] buffer = new char[8192];
        try (Reader in = new BufferedReader(
                new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8.newDecoder()))) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                text.append(buffer, 0, read);
                if (text.length() > MOST_CHARACTERS) {
                    throw new MalformedReportException(file, 1, "the file is too large for a list of exemplars");
                }
            }
        } catch (CharacterCodingException e) {
            long line = text.chars().filter(c -> c == '\n').count() + 1;
            throw new MalformedReportException(
                    file, line, "from here on, something is not UTF-8: save it as \"CSV UTF-8\"");
        }
        return text.length() > 0 && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text.toString();
    }

    /** The separator that makes two values of the first line; a key may well have another one in it. */
    private static char separator(String first) {
        if (first.length() == SEPARATOR_LINE.length() + 1 && first.startsWith(SEPARATOR_LINE)) {
            return first.charAt(SEPARATOR_LINE.length());
        }
        for (char separator : SEPARATORS) {
            if (first.indexOf(separator) > 0) {
                return separator;
            }
        }
        return SEPARATORS[0];
    }

    private static List<String> withoutEmptyEnd(List<String> values) {
        int size = values.size();
        while (size > 0 && values.get(size - 1).isBlank()) {
            size--;
        }
        return values.subList(0, size);
    }

    private static boolean isHeading(long record, List<String> values) {
        if (record == 1 && values.get(0).equals(SEPARATOR_LINE)) {
            return true;
        }
        return record <= 2
                && values.size() == 2
                && values.get(0).strip().equalsIgnoreCase("class")
                && values.get(1).strip().equalsIgnoreCase("key");
    }
}
