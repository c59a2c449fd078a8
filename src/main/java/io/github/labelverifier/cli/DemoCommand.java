package io.github.labelverifier.cli;

import io.github.labelverifier.disk.TemporaryFiles;
import io.github.labelverifier.job.ExitCode;
import io.github.labelverifier.report.ReportHeader;
import io.github.labelverifier.report.ReportReader;
import io.github.labelverifier.report.ReportWriter;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.ui.terminal.Style;
import io.github.labelverifier.ui.text.ShellWords;
import io.github.labelverifier.verdict.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Command;

/** {@code label-verifier demo}: the main job on sample images, by the very command that a user would give. */
@Command(
        name = "demo",
        header = "See the main job on sample images, with no AWS account",
        description = "Shows the main job on sample images, with no AWS account and no network.",
        footer = {"label-verifier demo", "# Only report, as a script would", "label-verifier demo -q"})
final class DemoCommand extends BaseCommand {
    private static final String RESOURCES = "demo/";
    private static final String INDEX = "index.txt";
    private static final String RECORDING = "recording.jsonl";

    private final Function<List<String>, ExitCode> program;

    /** The program runs the command line that the demo shows. */
    DemoCommand(Console console, Function<List<String>, ExitCode> program) {
        super(console);
        this.program = program;
    }

    @Override
    ExitCode run() throws IOException {
        Path folder = TemporaryFiles.folder("demo");
        int images = unpackImages(folder);
        Path deer = folder.resolve("deer");
        ReportHeader recording = unpackRecording(folder, deer);

        console().info(images + " drawn pictures, as a web search for \"deer\" might fill a folder.");
        console().info("Rekognition is not called: their labels are a recording, written by hand.");
        List<String> arguments = arguments(folder, deer, recording);
        console().info("");
        console().infoStyled(console().style(Style.DIM, "$ ") + commandLine(arguments));
        console().info("");
        return program.apply(arguments);
    }

    /** The command as one could type it, an option and its value a line. */
    private static String commandLine(List<String> arguments) {
        StringBuilder line = new StringBuilder("label-verifier");
        for (int i = 0; i < arguments.size(); i++) {
            boolean startsLine =
                    arguments.get(i).startsWith("-") && !arguments.get(i).equals("-e");
            boolean isFirstExemplar = arguments.get(i).equals("-e") && i == 2;
            line.append(startsLine || isFirstExemplar ? " \\\n    " : " ").append(ShellWords.quote(arguments.get(i)));
        }
        return line.toString();
    }

    private List<String> arguments(Path folder, Path deer, ReportHeader recording) {
        List<String> arguments = new ArrayList<>(List.of("verify", deer.toString()));
        for (String exemplar : recording.exemplars()) {
            arguments.add("-e");
            arguments.add(exemplar);
        }
        arguments.addAll(
                List.of("--offline", "--reuse", folder.resolve(RECORDING).toString()));
        arguments.addAll(List.of("--report", folder.resolve("report.jsonl").toString()));
        if (!console().terminal().isInput()) {
            // Nobody is there to answer the question.
            arguments.add("--dry-run");
        }
        arguments.addAll(mannerAsOptions());
        return arguments;
    }

    private static int unpackImages(Path folder) throws IOException {
        List<String> names =
                new String(resource(INDEX), StandardCharsets.UTF_8).lines().toList();
        for (String name : names) {
            Path file = folder.resolve(name);
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.write(file, resource(name));
        }
        return names.size();
    }

    /** Unpacks the recording as one of the folder that the images are in now. */
    private static ReportHeader unpackRecording(Path folder, Path deer) throws IOException {
        Path packed = folder.resolve("packed.jsonl");
        Files.write(packed, resource(RECORDING));
        try (ReportReader reader = ReportReader.open(packed);
                ReportWriter writer = ReportWriter.toFile(folder.resolve(RECORDING), false)) {
            ReportHeader header = reader.header().at(deer.toString());
            writer.header(header);
            for (Optional<Finding> next = reader.next(); next.isPresent(); next = reader.next()) {
                writer.finding(next.get());
            }
            return header;
        } finally {
            Files.delete(packed);
        }
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = DemoCommand.class.getResourceAsStream(RESOURCES + name)) {
            if (in == null) {
                throw new IOException("the demo's file " + name + " is missing in this build");
            }
            return in.readAllBytes();
        }
    }
}
