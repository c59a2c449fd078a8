import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/**
 * Makes an installation that has its own Java: the distribution, a Java with the modules that it uses, and a cache of its loaded
 * and linked classes, which fits that Java alone.
 *
 * <p>Usage: {@code java RuntimeImage.java JDK DISTRIBUTION OUTPUT SCRATCH}, where the JDK is one of version 25 or newer
 */
final class RuntimeImage {
    /** What the program and its libraries use, by {@code jdeps}; the page of the review has the server of the last one. */
    private static final String MODULES =
            "java.base,java.desktop,java.management,java.security.jgss,java.sql,jdk.net,java.naming,jdk.unsupported,"
                    + "jdk.httpserver";

    private RuntimeImage() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length != 4 || arguments[0].isBlank() || arguments[0].startsWith("${")) {
            throw new IllegalArgumentException("name a JDK of version 25 or newer: set JAVA_25_HOME to it");
        }
        Path jdk = Path.of(arguments[0]);
        Path distribution = Path.of(arguments[1]);
        Path output = Path.of(arguments[2]);
        Path scratch = Path.of(arguments[3]);
        delete(output);
        copy(distribution, output);
        Files.deleteIfExists(output.resolve("lib/label-verifier.jsa"));
        run(
                jdk.resolve("bin/jlink").toString(),
                "--add-modules=" + MODULES,
                "--strip-debug",
                "--no-header-files",
                "--no-man-pages",
                "--output=" + output.resolve("runtime"));
        // Only for heaps of more than 32 GB.
        Files.deleteIfExists(output.resolve("runtime/lib/server/classes_nocoops.jsa"));
        run(
                jdk.resolve("bin/java").toString(),
                Path.of("src/main/archive/ArchiveRun.java").toString(),
                output.resolve("bin/label-verifier").toString(),
                "-XX:AOTCacheOutput=" + output.resolve("lib/label-verifier.aot"),
                scratch.toString());
        if (!Files.isRegularFile(output.resolve("lib/label-verifier.aot"))) {
            throw new IllegalStateException("no cache of classes was written");
        }
    }

    private static void run(String... command) throws IOException, InterruptedException {
        int code = new ProcessBuilder(List.of(command)).inheritIO().start().waitFor();
        if (code != 0) {
            throw new IllegalStateException(command[0] + " ended with " + code);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(to.resolve(from.relativize(folder).toString()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(
                        file,
                        to.resolve(from.relativize(file).toString()),
                        StandardCopyOption.COPY_ATTRIBUTES,
                        LinkOption.NOFOLLOW_LINKS);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
