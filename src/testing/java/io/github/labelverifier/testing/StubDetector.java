package io.github.labelverifier.testing;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A detector as its users write them, for {@code --detector-command}: what it does with an image, the image's name says.
 *
 * <p>Names that contain {@code deer} and {@code tractor} show that; {@code error}, {@code retry}, {@code silent}, {@code nonsense},
 * {@code die} and {@code late} are what happens then: {@code late} is answered after the next image.
 */
public final class StubDetector {
    private static final Pattern REQUEST =
            Pattern.compile("\\{\"id\":(\\d+),\"path\":\"([^\"]*)\",\"key\":\"([^\"]*)\"}");

    private StubDetector() {}

    /** The command that starts it. */
    public static List<String> command(String... arguments) {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-cp",
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                        .map(path -> Path.of(path).toAbsolutePath().toString())
                        .collect(Collectors.joining(File.pathSeparator)),
                StubDetector.class.getName()));
        words.addAll(List.of(arguments));
        return words;
    }

    /**
     * Runs it.
     *
     * @param arguments the line that it begins with, if not that of the protocol
     */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        out.println(
                arguments.length > 0
                        ? arguments[0]
                        : "{\"type\":\"ready\",\"protocol\":1,\"name\":\"stub 1\",\"calibrated\":false}");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        List<String> late = new ArrayList<>();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            Matcher request = REQUEST.matcher(line);
            if (!request.matches()) {
                throw new IOException("no request: " + line);
            }
            String id = request.group(1);
            String key = request.group(3);
            if (key.contains("die")) {
                System.err.println("out of memory, alas");
                System.exit(7);
            } else if (key.contains("late")) {
                late.add(labels(id, "Deer"));
            } else if (!key.contains("silent")) {
                out.println(answer(id, key));
                late.forEach(out::println);
                late.clear();
            }
        }
    }

    private static String answer(String id, String key) {
        if (key.contains("error")) {
            return "{\"id\":" + id + ",\"error\":\"cannot decode\"}";
        }
        if (key.contains("retry")) {
            return "{\"id\":" + id + ",\"error\":\"busy\",\"retry\":true}";
        }
        return key.contains("nonsense") ? "Loading model..." : labels(id, key.contains("tractor") ? "Tractor" : "Deer");
    }

    private static String labels(String id, String name) {
        return "{\"id\":" + id + ",\"Labels\":[{\"Name\":\"" + name
                + "\",\"Confidence\":98.2,\"Parents\":[{\"Name\":\"Thing\"}],\"Aliases\":[],\"Instances\":[{\"x\":1}]},"
                + "{\"Name\":\"Faint\",\"Confidence\":12}],\"LabelModelVersion\":\"stub-2\"}";
    }
}
