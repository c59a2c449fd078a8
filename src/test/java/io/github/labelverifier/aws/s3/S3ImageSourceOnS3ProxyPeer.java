package io.github.labelverifier.aws.s3;

import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.testing.S3Server;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** The source against a whole S3 server, which checks signatures. */
class S3ImageSourceOnS3ProxyPeer extends S3ImageSourceContract {
    private static S3Server server;

    @BeforeAll
    static void start() {
        server = S3Server.start().createBucket(BUCKET);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Override
    public @BeforeEach void open() throws ImageStoreException {
        for (String key : server.keys(BUCKET)) {
            server.delete(BUCKET, key);
        }
        super.open();
    }

    @Override
    public void putObject(String key, byte[] content) {
        server.put(BUCKET, key, content);
    }

    @Override
    public URI endpoint() {
        return server.endpoint();
    }

    @Override
    public boolean canHold(String name) {
        // It makes paths of keys, and folds their slashes when it checks a signature.
        return !name.startsWith("/") && !name.contains("//") && !name.contains("..") && !name.endsWith("/.");
    }

    @Override
    public boolean isOrderedLikeS3() {
        // It sorts by Java's characters.
        return false;
    }
}
