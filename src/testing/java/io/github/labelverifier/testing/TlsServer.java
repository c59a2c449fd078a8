package io.github.labelverifier.testing;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * Puts TLS before a server on 127.0.0.1, with a certificate that was made for this run of the tests and that nobody trusts: for 127.0.0.1,
 * {@code localhost} and all names below {@code example.com}.
 */
public final class TlsServer implements AutoCloseable {
    private static final String PASSWORD = "password";

    // To start keytool takes a second.
    private static final KeyStore KEYS = keys(Scratch.folder("keys").resolve("keys.p12"));

    private final Relay relay;
    private final Path certificate;

    private TlsServer(Relay relay, Path certificate) {
        this.relay = relay;
        this.certificate = certificate;
    }

    /** Starts before the server on this port of 127.0.0.1. */
    public static TlsServer before(int port) {
        try {
            Path folder = Scratch.folder("tls");
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(KEYS, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            Path certificate = Files.writeString(
                    folder.resolve("ca.pem"),
                    "# made by a test\n-----BEGIN CERTIFICATE-----\n"
                            + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                                    .encodeToString(
                                            KEYS.getCertificate("server").getEncoded())
                            + "\n-----END CERTIFICATE-----\n");
            Relay relay = Relay.start(
                    "tls",
                    context.getServerSocketFactory().createServerSocket(0, 50, Relay.here()),
                    client -> new Socket(Relay.here(), port));
            return new TlsServer(relay, certificate);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("no server with TLS can be started", e);
        }
    }

    private static KeyStore keys(Path file) {
        try {
            Process keytool = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-alias",
                            "server",
                            "-keyalg",
                            "EC",
                            "-dname",
                            "CN=test",
                            "-ext",
                            "san=ip:127.0.0.1,dns:localhost,dns:*.example.com",
                            "-ext",
                            "bc=ca:true",
                            "-keystore",
                            file.toString(),
                            "-storetype",
                            "PKCS12",
                            "-storepass",
                            PASSWORD))
                    .redirectErrorStream(true)
                    .start();
            String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!Files.exists(file)) {
                throw new IllegalStateException("keytool: " + output);
            }
            KeyStore keys = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(file)) {
                keys.load(in, PASSWORD.toCharArray());
            }
            return keys;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("no certificate can be made", e);
        }
    }

    /** {@code https://127.0.0.1:PORT}. */
    public URI endpoint() {
        return URI.create("https://127.0.0.1:" + port());
    }

    /** The port. */
    public int port() {
        return relay.port();
    }

    /** A file with the certificate, which is its own authority. */
    public Path certificate() {
        return certificate;
    }

    @Override
    public void close() {
        relay.close();
    }
}
