package io.github.labelverifier.aws.s3;

import io.github.labelverifier.image.RemovalOutcome.Result;
import io.github.labelverifier.testing.S3Server;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A removal in a whole S3 server, which honours the conditions of both ways to delete. */
class S3ImageRemoverOnS3ProxyPeer extends S3ImageRemoverContract {
    private static S3Server server;

    @BeforeAll
    static void start() {
        server = S3Server.start().createBucket(BUCKET);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void empty() {
        server.keys(BUCKET).forEach(this::remove);
    }

    @Override
    void put(String key, String content) {
        server.put(BUCKET, key, content);
    }

    @Override
    void remove(String key) {
        server.delete(BUCKET, key);
    }

    @Override
    List<String> keys() {
        return server.keys(BUCKET);
    }

    @Override
    URI endpoint() {
        return server.endpoint();
    }

    @Override
    boolean canHold(String key) {
        // It makes paths of keys, and folds their slashes when it checks a signature.
        return !key.contains("//") && !key.contains("..") && !key.endsWith("/.");
    }

    @Override
    Result absent(boolean lookFirst) {
        // It counts a missing object as deleted, condition or not.
        return lookFirst ? Result.ABSENT : Result.DELETED;
    }

    @Override
    int mostAtOnce() {
        // It takes its time for every put.
        return 100;
    }
}
