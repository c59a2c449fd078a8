package io.github.labelverifier.report;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
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
 */
public final class ExemplarList {
    private ExemplarList() {}

    /**
     * The exemplars of each class, as they are given.
     *
     * @throws MalformedReportException if a line is none of a class and a key
     * @throws IOException if the file cannot be read
     */
    public static Map<String, List<String>> read(Path file) throws IOException {
        Map<String, List<String>> exemplars = new TreeMap<>();
        try (Reader text = Files.newBufferedReader(file, StandardCharsets.UTF_8);
                CSVParser csv = CSVParser.parse(
                        text,
                        CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get())) {
            for (CSVRecord line : csv) {
                if (line.getRecordNumber() == 1 && List.of("class", "key").equals(line.toList())) {
                    continue;
                }
                if (line.size() != 2 || line.get(0).isEmpty() || line.get(1).isEmpty()) {
                    throw new MalformedReportException(
                            file, csv.getCurrentLineNumber(), "not a class and a key with a comma between them");
                }
                exemplars
                        .computeIfAbsent(line.get(0), name -> new ArrayList<>())
                        .add(line.get(1));
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return exemplars;
    }
}
