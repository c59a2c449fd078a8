package io.github.labelverifier.aws.http;

import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.image.ImageStoreException.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.TlsTrustManagersProvider;

/**
 * The certificates of a PEM file, as {@code AWS_CA_BUNDLE} names it, beside those that Java trusts.
 *
 * @param managers those of the file, then Java's own
 */
record TrustedCertificates(List<X509ExtendedTrustManager> managers) implements TlsTrustManagersProvider {
    /** Far above any bundle: all that browsers trust comes to a quarter of a million bytes. */
    private static final int MAX_BYTES = 16 << 20;

    // Between certificates, bundles have comments that Java's own reader takes for errors.
    private static final Pattern PEM = Pattern.compile(
            "-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----[^-]*-----END (?:TRUSTED |X509 )?CERTIFICATE-----");

    /**
     * Where a bundle is.
     *
     * @param setBy the variable or setting that names the file
     */
    record Bundle(String setBy, String file) {}

    /**
     * Reads a bundle.
     *
     * @throws ImageStoreException if it cannot be read or has no certificate in it
     */
    static TrustedCertificates read(Bundle bundle) throws ImageStoreException {
        try {
            String text = text(bundle);
            List<X509ExtendedTrustManager> managers = new ArrayList<>(managers(keyStore(text)));
            managers.addAll(managers(null));
            return new TrustedCertificates(List.copyOf(managers));
        } catch (CertificateException e) {
            throw failure(bundle, "it is no file of certificates in the format PEM", e);
        } catch (IOException e) {
            throw failure(
                    bundle,
                    Files.isDirectory(path(bundle.file()))
                            ? "it is a folder"
                            : "no such file, or no permission to read it",
                    e);
        } catch (InvalidPathException | GeneralSecurityException e) {
            throw failure(bundle, String.valueOf(e.getMessage()), e);
        }
    }

    /** What it names may be a device that has no end. */
    private static String text(Bundle bundle) throws IOException, ImageStoreException {
        try (InputStream in = Files.newInputStream(path(bundle.file()))) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                String why = "it has more than 16 MiB, as no file of certificates has";
                throw failure(bundle, why, new IOException(why));
            }
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    private static ImageStoreException failure(Bundle bundle, String why, Exception e) {
        return new ImageStoreException(
                Kind.OTHER, "cannot read " + bundle.file() + ", which is set by " + bundle.setBy() + ": " + why, e);
    }

    /** As the AWS CLI does, a tilde is the home folder. */
    private static Path path(String file) {
        return Path.of(file.startsWith("~/") ? System.getProperty("user.home", "~") + file.substring(1) : file);
    }

    private static KeyStore keyStore(String text) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        Matcher pem = PEM.matcher(text);
        while (pem.find()) {
            String plain = pem.group().replaceAll("(TRUSTED|X509) ", "");
            Certificate certificate =
                    factory.generateCertificate(new ByteArrayInputStream(plain.getBytes(StandardCharsets.ISO_8859_1)));
            store.setCertificateEntry(Integer.toString(store.size()), certificate);
        }
        if (store.size() == 0) {
            throw new CertificateException("no certificate");
        }
        return store;
    }

    /** Those of a key store; without one, of Java's own. */
    private static List<X509ExtendedTrustManager> managers(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509ExtendedTrustManager.class::isInstance)
                .map(X509ExtendedTrustManager.class::cast)
                .toList();
    }

    @Override
    public TrustManager[] trustManagers() {
        return new TrustManager[] {new AnyOf(managers)};
    }

    /** Trusts what one of several trusts: of several trust managers, TLS asks only the first. */
    private static final class AnyOf extends X509ExtendedTrustManager {
        private final List<X509ExtendedTrustManager> managers;

        AnyOf(List<X509ExtendedTrustManager> managers) {
            this.managers = managers;
        }

        private interface Question {
            void put(X509ExtendedTrustManager manager) throws CertificateException;
        }

        private void ask(Question question) throws CertificateException {
            Optional<CertificateException> refusal = Optional.empty();
            for (X509ExtendedTrustManager manager : managers) {
                try {
                    question.put(manager);
                    return;
                } catch (CertificateException e) {
                    refusal = Optional.of(e);
                }
            }
            throw refusal.orElseGet(() -> new CertificateException("nothing is trusted"));
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            ask(manager -> manager.checkServerTrusted(chain, authType));
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
                throws CertificateException {
            ask(manager -> manager.checkServerTrusted(chain, authType, socket));
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
                throws CertificateException {
            ask(manager -> manager.checkServerTrusted(chain, authType, engine));
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            ask(manager -> manager.checkClientTrusted(chain, authType));
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
                throws CertificateException {
            ask(manager -> manager.checkClientTrusted(chain, authType, socket));
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
                throws CertificateException {
            ask(manager -> manager.checkClientTrusted(chain, authType, engine));
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return managers.stream()
                    .flatMap(manager -> Arrays.stream(manager.getAcceptedIssuers()))
                    .toArray(X509Certificate[]::new);
        }
    }
}
