import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

/**
 * The run of which the class-data archive, or the cache of a bundled Java, is made: the whole main job, of the program as it is
 * delivered, against answers from this process. The Java virtual machine writes down at its end which classes were loaded, so
 * what this run does not reach starts more slowly later on.
 *
 * <p>Usage: {@code java ArchiveRun.java LAUNCHER OPTION SCRATCH}; the option for the virtual machine names a file, relative to
 * the installation or in full
 */
final class ArchiveRun {

    private static final String LISTING = """
            <?xml version="1.0" encoding="UTF-8"?>
            <ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>bucket</Name><Prefix>images/</Prefix>\
            <KeyCount>2</KeyCount><MaxKeys>1000</MaxKeys><EncodingType>url</EncodingType><IsTruncated>false</IsTruncated>\
            <Contents><Key>images/1.jpg</Key><LastModified>2026-01-02T03:04:05.000Z</LastModified>\
            <ETag>&quot;00000000000000000000000000000001&quot;</ETag><Size>1000</Size><StorageClass>STANDARD</StorageClass></Contents>\
            <Contents><Key>images/2.jpg</Key><LastModified>2026-01-02T03:04:05.000Z</LastModified>\
            <ETag>&quot;00000000000000000000000000000002&quot;</ETag><Size>1000</Size><StorageClass>STANDARD</StorageClass></Contents>\
            </ListBucketResult>""";

    private static final String VERSIONING = """
            <?xml version="1.0" encoding="UTF-8"?>
            <VersioningConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"/>""";

    private static final String DELETED = """
            <?xml version="1.0" encoding="UTF-8"?>
            <DeleteResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Deleted><Key>images/2.jpg</Key></Deleted></DeleteResult>""";

    private static final String DEER = """
            {"Labels":[{"Name":"Deer","Confidence":99.5,"Instances":[],"Parents":[{"Name":"Animal"}],"Aliases":[],\
            "Categories":[{"Name":"Animals and Pets"}]}],"LabelModelVersion":"3.0"}""";

    private static final String PERSON = """
            {"Labels":[{"Name":"Person","Confidence":99.5,"Instances":[{"BoundingBox":{"Width":0.5,"Height":0.5,"Left":0.1,\
            "Top":0.1},"Confidence":99.5}],"Parents":[],"Aliases":[{"Name":"Human"}],\
            "Categories":[{"Name":"Person Description"}]}],"LabelModelVersion":"3.0"}""";

    private ArchiveRun() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path launcher = Path.of(arguments[0]);
        String option = arguments[1];
        Path scratch = Files.createDirectories(Path.of(arguments[2]));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var threads = Executors.newCachedThreadPool();
        server.setExecutor(threads);
        server.createContext("/", ArchiveRun::answer);
        server.start();
        try {
            run(
                    launcher,
                    option,
                    scratch,
                    "http://127.0.0.1:" + server.getAddress().getPort());
        } finally {
            server.stop(0);
            threads.shutdown();
        }
    }

    private static void run(Path launcher, String option, Path scratch, String endpoint)
            throws IOException, InterruptedException {
        Path log = scratch.resolve("log.txt");
        ProcessBuilder program = new ProcessBuilder(List.of(
                        launcher.toString(),
                        "verify",
                        "s3://bucket/images/",
                        "--exemplar=images/1.jpg",
                        "--region=us-east-1",
                        "--endpoint-url=" + endpoint,
                        "--path-style",
                        "--report=" + scratch.resolve("report.jsonl"),
                        "--overwrite",
                        "--max-flagged=100",
                        "--yes"))
                .directory(launcher.getParent().getParent().toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        Map<String, String> environment = program.environment();
        environment.keySet().removeIf(name -> name.startsWith("AWS_"));
        environment.putAll(Map.of(
                "JAVA_HOME",
                System.getProperty("java.home"),
                "LABEL_VERIFIER_OPTS",
                option,
                "AWS_ACCESS_KEY_ID",
                "none",
                "AWS_SECRET_ACCESS_KEY",
                "none",
                "AWS_CONFIG_FILE",
                scratch.resolve("none").toString(),
                "AWS_SHARED_CREDENTIALS_FILE",
                scratch.resolve("none").toString()));
        Files.deleteIfExists(scratch.resolve("report.jsonl.removed.jsonl"));
        int code = program.start().waitFor();
        if (code != 0) {
            System.err.println(Files.readString(log));
            throw new IllegalStateException("the run for the class-data archive ended with " + code);
        }
    }

    private static void answer(HttpExchange exchange) {
        try (exchange;
                InputStream body = exchange.getRequestBody()) {
            String request = new String(body.readAllBytes(), StandardCharsets.UTF_8);
            String query = String.valueOf(exchange.getRequestURI().getRawQuery());
            if (exchange.getRequestMethod().equals("HEAD")) {
                String object = exchange.getRequestURI().getPath().endsWith("2.jpg") ? "2" : "1";
                exchange.getResponseHeaders().set("ETag", "\"0000000000000000000000000000000" + object + "\"");
                exchange.getResponseHeaders().set("Last-Modified", "Fri, 02 Jan 2026 03:04:05 GMT");
                exchange.getResponseHeaders().set("Content-Length", "1000");
                exchange.getResponseHeaders().set("x-amz-bucket-region", "us-east-1");
                exchange.sendResponseHeaders(200, -1);
            } else if (exchange.getRequestHeaders().containsKey("X-Amz-Target")) {
                send(exchange, "application/x-amz-json-1.1", request.contains("images/2.jpg") ? PERSON : DEER);
            } else if (query.contains("versioning")) {
                send(exchange, "application/xml", VERSIONING);
            } else if (query.contains("delete")) {
                send(exchange, "application/xml", DELETED);
            } else {
                send(exchange, "application/xml", LISTING);
            }
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static void send(HttpExchange exchange, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
