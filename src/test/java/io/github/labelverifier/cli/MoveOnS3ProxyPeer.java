package io.github.labelverifier.cli;

import io.github.labelverifier.testing.S3Server;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** On s3proxy, which checks signatures and keeps no versions. */
class MoveOnS3ProxyPeer extends MoveOnPeers {
    private static S3Server server;

    @BeforeAll
    static void start() {
        server = S3Server.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Override
    URI endpoint() {
        return server.endpoint();
    }

    @Override
    boolean canHold(String key) {
        // It makes paths of keys.
        return !key.contains("//");
    }
}
