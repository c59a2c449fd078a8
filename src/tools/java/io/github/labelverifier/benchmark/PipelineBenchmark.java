package io.github.labelverifier.benchmark;

import io.github.labelverifier.testing.FakeAws;
import io.github.labelverifier.testing.Program;
import io.github.labelverifier.testing.Running;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * Measures a whole run of the built program against a stand-in for AWS on this machine: how close it comes to the quota,
 * next to a sequential loop and to a thread pool with the SDK's adaptive retries; images a second without a quota; peak
 * memory at three sizes; start-up with and without the class-data archive.
 *
 * <p>Arguments name the parts to run: {@code quota}, {@code speed}, {@code memory}, {@code startup}, {@code hash},
 * {@code pictures}; none
 * means all. {@code long} makes the quota runs five times as long. All but {@code hash}, which compares the hashes of drawn and
 * changed pictures, need the built distribution.
 */
public final class PipelineBenchmark {
    private static final String BUCKET = "photos";
    private static final Duration LATENCY = Duration.ofMillis(200);
    private static final Duration JITTER = Duration.ofMillis(60);
    private static final Duration NONE = Duration.ZERO;

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final Path folder;
    private final int length;

    private PipelineBenchmark(Path folder, int length) {
        this.folder = folder;
        this.length = length;
    }

    /** Runs the parts that the arguments name. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Set<String> parts = Set.copyOf(Arrays.asList(arguments));
        boolean all = parts.isEmpty() || parts.equals(Set.of("long"));
        Path folder = Files.createTempDirectory("label-verifier-benchmark");
        PipelineBenchmark benchmark = new PipelineBenchmark(folder, parts.contains("long") ? 5 : 1);
        try {
            if (all || parts.contains("startup")) {
                benchmark.startup();
            }
            if (all || parts.contains("speed")) {
                benchmark.speed();
            }
            if (all || parts.contains("memory")) {
                benchmark.memory();
            }
            if (all || parts.contains("pictures")) {
                benchmark.pictures();
            }
            if (all || parts.contains("hash")) {
                new HashBenchmark(benchmark.out).run();
            }
            if (all || parts.contains("quota")) {
                benchmark.quota();
            }
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** All quotas at once: together they keep two cores busy for a small part of the time only. */
    private void quota() throws InterruptedException {
        out.println("| quota | images | how | time against the bound | throttled calls | images lost |");
        out.println("|---|---|---|---|---|---|");
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            List<Future<List<String>>> rows = new ArrayList<>();
            for (int perSecond : List.of(5, 50, 200)) {
                rows.add(threads.submit(() -> quotaRows(perSecond)));
            }
            for (Future<List<String>> some : rows) {
                some.get().forEach(out::println);
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private List<String> quotaRows(int perSecond) throws IOException, InterruptedException {
        int images = perSecond * 60 * length;
        int threads = perSecond > 100 ? 64 : 32;
        return List.of(
                quotaRow(perSecond, 50, "sequential loop", CallPool.sequential()),
                quotaRow(perSecond, images, "thread pool, SDK adaptive retries", CallPool.adaptive(threads)),
                ownQuotaRow(perSecond, images, threads));
    }

    private String quotaRow(int perSecond, int images, String how, CallPool pool) throws InterruptedException {
        try (FakeAws aws = start(images, LATENCY, JITTER)) {
            aws.rekognition().quota(perSecond, perSecond);
            long start = System.nanoTime();
            long lost = pool.run(aws.endpoint(), BUCKET, images);
            return row(perSecond, images, how, seconds(start), aws, lost);
        }
    }

    private String ownQuotaRow(int perSecond, int images, int concurrency) throws IOException, InterruptedException {
        try (FakeAws aws = start(images, LATENCY, JITTER)) {
            aws.rekognition().quota(perSecond, perSecond);
            long start = System.nanoTime();
            verify(aws, List.of("--concurrency", String.valueOf(concurrency)))
                    .run()
                    .expectExit(0);
            return row(perSecond, images, "label-verifier", seconds(start), aws, 0);
        }
    }

    private static String row(int perSecond, int images, String how, double seconds, FakeAws aws, long lost) {
        double bound = (double) images / perSecond;
        double throttled =
                100.0 * aws.rekognition().throttled() / aws.rekognition().requests();
        return String.format(
                Locale.ROOT,
                "| %d/s | %,d | %s | %.2f x | %.1f%% | %.0f%% |",
                perSecond,
                images,
                how,
                seconds / bound,
                throttled,
                100.0 * lost / images);
    }

    /** The slope between two sizes, so that start-up and warming up do not count, and the plain quotient. */
    private void speed() throws IOException, InterruptedException {
        double small = secondsFor(5_000);
        double large = secondsFor(25_000);
        out.printf(
                Locale.ROOT,
                "5,000 images without quota and latency, 32 in flight: %.1f s, %,.0f images a second, start-up included%n",
                small,
                5_000 / small);
        out.printf(Locale.ROOT, "20,000 images more: %,.0f images a second%n", 20_000 / (large - small));
    }

    private double secondsFor(int images) throws IOException, InterruptedException {
        try (FakeAws aws = start(images, NONE, NONE)) {
            long start = System.nanoTime();
            verify(aws, List.of()).run().expectExit(0);
            return seconds(start);
        }
    }

    private void memory() throws IOException, InterruptedException {
        out.println("| images | peak memory of the process with -Xmx64m |");
        out.println("|---|---|");
        for (int images : List.of(1_000, 10_000, 100_000)) {
            try (FakeAws aws = start(images, NONE, NONE)) {
                long peak = peakMegabytes(verify(aws, List.of()).env("LABEL_VERIFIER_OPTS", "-Xmx64m"), 0);
                out.printf(Locale.ROOT, "| %,d | %d MB |%n", images, peak);
            }
        }
    }

    private static long peakMegabytes(Program program, int code) throws IOException, InterruptedException {
        try (Running run = program.timeLimit(Duration.ofMinutes(20)).start()) {
            long peak = 0;
            while (run.isAlive()) {
                peak = Math.max(peak, peakKilobytes(run.pid()));
                Thread.sleep(20);
            }
            run.await().expectExit(code);
            return peak / 1024;
        }
    }

    /** Files of all formats, large ones and such that are made to harm among them. */
    private void pictures() throws IOException, InterruptedException {
        Path images = Files.createDirectory(folder.resolve("mixed"));
        int files = MixedFiles.write(images);
        out.println("| " + files + " mixed files | peak memory of the process with -Xmx256m |");
        out.println("|---|---|");
        for (List<String> options : List.of(List.<String>of(), List.of("--inspect"))) {
            try (FakeAws aws = FakeAws.start()) {
                aws.rekognition().answerDeerAndPersons();
                Program program = verify(aws, images.toString(), options).env("LABEL_VERIFIER_OPTS", "-Xmx256m");
                out.printf(
                        Locale.ROOT, "| verify %s | %d MB |%n", String.join(" ", options), peakMegabytes(program, 0));
            }
        }
    }

    /** The most memory that a process had at once, as Linux keeps it. */
    private static long peakKilobytes(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", String.valueOf(pid), "status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException | java.io.UncheckedIOException e) {
            return 0;
        }
    }

    private void startup() throws IOException, InterruptedException {
        double with = median("");
        double without = median("-XX:SharedArchiveFile=" + folder.resolve("none"));
        out.printf(
                Locale.ROOT,
                "one image, whole process: %.2f s with the class-data archive, %.2f s without%n",
                with,
                without);
    }

    private double median(String options) throws IOException, InterruptedException {
        List<Double> times = new ArrayList<>();
        try (FakeAws aws = start(1, NONE, NONE)) {
            for (int i = 0; i < 7; i++) {
                long start = System.nanoTime();
                verify(aws, List.of()).env("LABEL_VERIFIER_OPTS", options).run().expectExit(0);
                times.add(seconds(start));
            }
        }
        times.sort(null);
        return times.get(times.size() / 2);
    }

    private static FakeAws start(int images, Duration latency, Duration jitter) {
        FakeAws aws = FakeAws.start();
        aws.s3().createVirtualBucket(BUCKET, "images/", images);
        aws.rekognition().notRecording().answerDeerAndPersons().latency(latency, jitter, 1);
        return aws;
    }

    private Program verify(FakeAws aws, List<String> options) throws IOException {
        return verify(aws, "s3://" + BUCKET + "/images", options);
    }

    private Program verify(FakeAws aws, String location, List<String> options) throws IOException {
        Path report = Files.createTempFile(folder, "report", ".jsonl");
        List<String> arguments = new ArrayList<>(
                List.of("verify", location, "--reference-label", "Deer", "--dry-run", "--format", "none"));
        arguments.addAll(List.of("--report", report.toString(), "--overwrite"));
        arguments.addAll(options);
        return Program.of(arguments.toArray(String[]::new))
                .endpoint(aws.endpoint())
                .timeLimit(Duration.ofHours(1));
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
