package io.github.labelverifier.cli;

import io.github.labelverifier.testing.S3MockServer;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** On S3Mock, which checks no signatures. */
class MoveOnS3MockPeer extends MoveOnPeers {
    @TempDir
    private static Path store;

    private static S3MockServer server;

    @BeforeAll
    static void start() {
        Assumptions.assumeTrue(S3MockServer.folder().isPresent());
        server = S3MockServer.start(store);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Override
    URI endpoint() {
        return server.endpoint();
    }

    @Override
    boolean canHold(String key) {
        // Its web server takes no two slashes in a row.
        return !key.contains("//");
    }
}
